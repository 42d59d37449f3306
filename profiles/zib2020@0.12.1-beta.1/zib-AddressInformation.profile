profile zib-AddressInformation
  url http://nictiz.nl/fhir/StructureDefinition/zib-AddressInformation
  name ZibAddressInformation
  version 0.0.1
  status draft
  kind complex-type
  type Address
  base Address
  abstract true

.
.extension:addressType ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-AddressInformation.AddressType
.use
  binding required http://hl7.org/fhir/ValueSet/address-use|4.0.1
.type
  binding required http://hl7.org/fhir/ValueSet/address-type|4.0.1
.line
.line.extension:streetName ..1
  type Extension http://hl7.org/fhir/StructureDefinition/iso21090-ADXP-streetName
.line.extension:streetName.value[x]
.line.extension:houseNumber ..1
  type Extension http://hl7.org/fhir/StructureDefinition/iso21090-ADXP-houseNumber
.line.extension:houseNumber.value[x]
.line.extension:houseNumberLetter-houseNumberAddition ..1
  type Extension http://hl7.org/fhir/StructureDefinition/iso21090-ADXP-buildingNumberSuffix
.line.extension:houseNumberLetter-houseNumberAddition.value[x]
.line.extension:houseNumberIndication ..1
  type Extension http://hl7.org/fhir/StructureDefinition/iso21090-ADXP-additionalLocator
.line.extension:houseNumberIndication.value[x]
  constraint houseNumberIndication error $this in ('by' | 'to')
.line.extension:additionalInformation ..1
  type Extension http://hl7.org/fhir/StructureDefinition/iso21090-ADXP-unitID
.line.extension:additionalInformation.value[x]
.city
.district
.postalCode
.country
.country.extension:countryCode ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-CodeSpecification
.country.extension:countryCode.value[x]
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.10--20200901000000
