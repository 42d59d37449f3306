profile nl-core-MedicationContraIndication
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-MedicationContraIndication
  name NlcoreMedicationContraIndication
  status draft
  kind resource
  type Flag
  base http://nictiz.nl/fhir/StructureDefinition/zib-MedicationContraIndication

.
.subject
  type Reference
    to Patient
    to Location
    to Group
    to Organization
    to Practitioner
    to PlanDefinition
    to Medication
    to Procedure
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.author
  type Reference
    to Device
    to Organization
    to Patient
    to Practitioner
    to PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
