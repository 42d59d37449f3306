profile nl-core-Wound.WoundTissue
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Wound.WoundTissue
  name NlcoreWoundWoundTissue
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Wound.WoundTissue

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
