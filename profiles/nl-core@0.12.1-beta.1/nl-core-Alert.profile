profile nl-core-Alert
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Alert
  name NlcoreAlert
  status draft
  kind resource
  type Flag
  base http://nictiz.nl/fhir/StructureDefinition/zib-Alert

.
.extension:condition
.extension:condition.value[x]
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Problem
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
