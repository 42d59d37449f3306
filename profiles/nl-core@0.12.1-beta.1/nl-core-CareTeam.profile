profile nl-core-CareTeam
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-CareTeam
  name NlcoreCareTeam
  status draft
  kind resource
  type CareTeam
  base http://nictiz.nl/fhir/StructureDefinition/zib-CareTeam

.
.participant:contactPerson
.participant:contactPerson.member
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactPerson
.participant:patient
.participant:patient.member
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.participant:healthcareProfessional
.participant:healthcareProfessional.member
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.participant:healthcareProfessional.onBehalfOf
  type Reference
    to Organization
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
.reasonReference
  type Reference
    to Condition
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Problem
