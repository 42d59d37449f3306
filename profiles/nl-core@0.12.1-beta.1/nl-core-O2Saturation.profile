profile nl-core-O2Saturation
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-O2Saturation
  name NlcoreO2Saturation
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-O2Saturation

.
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
