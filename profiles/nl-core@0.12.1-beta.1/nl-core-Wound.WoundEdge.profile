profile nl-core-Wound.WoundEdge
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Wound.WoundEdge
  name NlcoreWoundWoundEdge
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Wound.WoundEdge

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
