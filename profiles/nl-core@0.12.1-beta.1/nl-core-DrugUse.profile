profile nl-core-DrugUse
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-DrugUse
  name NlcoreDrugUse
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-DrugUse

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
