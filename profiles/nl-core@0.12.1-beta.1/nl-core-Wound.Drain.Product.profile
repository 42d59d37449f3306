profile nl-core-Wound.Drain.Product
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Wound.Drain.Product
  name NlcoreWoundDrainProduct
  status draft
  kind resource
  type Device
  base http://nictiz.nl/fhir/StructureDefinition/zib-Wound.Drain.Product

.
