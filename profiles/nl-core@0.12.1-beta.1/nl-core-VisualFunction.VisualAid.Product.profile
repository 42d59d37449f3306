profile nl-core-VisualFunction.VisualAid.Product
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-VisualFunction.VisualAid.Product
  name NlcoreVisualFunctionVisualAidProduct
  status draft
  kind resource
  type Device
  base http://nictiz.nl/fhir/StructureDefinition/zib-VisualFunction.VisualAid.Product

.
