profile nl-core-BodyHeight
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-BodyHeight
  name NlcoreBodyHeight
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-BodyHeight

.
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
