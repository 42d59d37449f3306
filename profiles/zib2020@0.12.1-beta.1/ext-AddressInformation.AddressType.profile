profile ext-AddressInformation.AddressType
  url http://nictiz.nl/fhir/StructureDefinition/ext-AddressInformation.AddressType
  name ExtAddressInformationAddressType
  version 0.0.1
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Address

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-AddressInformation.AddressType"
.value[x]
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.20.5.3--20200901000000
