profile zib-Wound.Drain.Product
  url http://nictiz.nl/fhir/StructureDefinition/zib-Wound.Drain.Product
  name ZibWoundDrainProduct
  status draft
  kind resource
  type Device
  base http://nictiz.nl/fhir/StructureDefinition/zib-MedicalDevice.Product
  abstract true

.type
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.19.2.7--20200901000000
