profile nl-core-MedicalDevice.Product
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-MedicalDevice.Product
  name NlcoreMedicalDeviceProduct
  status draft
  kind resource
  type Device
  base http://nictiz.nl/fhir/StructureDefinition/zib-MedicalDevice.Product

.
.patient
