profile nl-core-Wound.WoundMoisture
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Wound.WoundMoisture
  name NlcoreWoundWoundMoisture
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Wound.WoundMoisture

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
