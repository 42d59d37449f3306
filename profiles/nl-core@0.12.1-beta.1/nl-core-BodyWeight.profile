profile nl-core-BodyWeight
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-BodyWeight
  name NlcoreBodyWeight
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-BodyWeight

.
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
