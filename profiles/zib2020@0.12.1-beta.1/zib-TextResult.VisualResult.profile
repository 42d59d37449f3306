profile zib-TextResult.VisualResult
  url http://nictiz.nl/fhir/StructureDefinition/zib-TextResult.VisualResult
  name ZibTextResultVisualResult
  status draft
  kind resource
  type Media
  base Media
  abstract true

.content
