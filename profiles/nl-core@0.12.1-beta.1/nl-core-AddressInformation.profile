profile nl-core-AddressInformation
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-AddressInformation
  name NlcoreAddressInformation
  status draft
  kind complex-type
  type Address
  base http://nictiz.nl/fhir/StructureDefinition/zib-AddressInformation

.
