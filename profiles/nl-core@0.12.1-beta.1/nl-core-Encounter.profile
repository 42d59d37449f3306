profile nl-core-Encounter
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Encounter
  name NlcoreEncounter
  status draft
  kind resource
  type Encounter
  base http://nictiz.nl/fhir/StructureDefinition/zib-Encounter

.
.subject
  type Reference
    to Patient
    to Group
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.participant:healthProfessional
.participant:healthProfessional.individual
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.reasonReference:problem
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Problem
.reasonReference:procedure
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Procedure-event
.location.location
  type Reference
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider
