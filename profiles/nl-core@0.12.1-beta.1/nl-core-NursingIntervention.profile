profile nl-core-NursingIntervention
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-NursingIntervention
  name NlcoreNursingIntervention
  status draft
  kind resource
  type CarePlan
  base http://nictiz.nl/fhir/StructureDefinition/zib-NursingIntervention

.
.subject
  type Reference
    to Patient
    to Group
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.contributor:requester
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.addresses
  type Reference
    to Condition
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Problem
.goal
  type Reference
    to Goal
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-TreatmentObjective
.activity.detail.extension:medicalDevice
.activity.detail.extension:medicalDevice.value[x]
  type Reference
    to DeviceUseStatement
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-MedicalDevice
.activity.detail.performer:healthcareProvider
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.activity.detail.performer:caregiver
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactPerson
.activity.detail.performer:patient
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
