profile zib-MedicalDevice.Product
  url http://nictiz.nl/fhir/StructureDefinition/zib-MedicalDevice.Product
  name ZibMedicalDeviceProduct
  status draft
  kind resource
  type Device
  base Device
  abstract true

.
.identifier ..1
  slicing open pattern:$this
.identifier:gs1ProductID ..1
  pattern Identifier {"system":"https://www.gs1.org/gtin"}
.identifier:hibcProductID ..1
  pattern Identifier {"system":"urn:oid:2.16.840.1.113883.6.40"}
.udiCarrier ..1
  slicing open value:issuer
.udiCarrier:gs1UdiCarrier ..1
.udiCarrier:gs1UdiCarrier.deviceIdentifier
.udiCarrier:gs1UdiCarrier.issuer
  pattern Uri "https://www.gs1.org/gtin"
.udiCarrier:gs1UdiCarrier.carrierHRF
.udiCarrier:hibcUdiCarrier ..1
.udiCarrier:hibcUdiCarrier.issuer
  pattern Uri "urn:oid:2.16.840.1.113883.6.40"
.udiCarrier:hibcUdiCarrier.carrierHRF
.manufactureDate
.expirationDate
.lotNumber
.serialNumber
.type
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.10.1.1--20200901000000
.note ..1
.note.text
