profile nl-core-HelpFromOthers
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-HelpFromOthers
  name NlcoreHelpFromOthers
  status draft
  kind resource
  type CarePlan
  base http://nictiz.nl/fhir/StructureDefinition/zib-HelpFromOthers

.
.subject
  type Reference
    to Patient
    to Group
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.activity.detail.performer:healthProfessional
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.activity.detail.performer:caregiver
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactPerson
.activity.detail.performer:healthcareProvider
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
