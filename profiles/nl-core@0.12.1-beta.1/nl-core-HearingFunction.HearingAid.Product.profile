profile nl-core-HearingFunction.HearingAid.Product
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-HearingFunction.HearingAid.Product
  name NlcoreHearingFunctionHearingAidProduct
  status draft
  kind resource
  type Device
  base http://nictiz.nl/fhir/StructureDefinition/zib-HearingFunction.HearingAid.Product

.
