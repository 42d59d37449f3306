profile nl-core-BodyTemperature
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-BodyTemperature
  name NlcoreBodyTemperature
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-BodyTemperature

.
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
