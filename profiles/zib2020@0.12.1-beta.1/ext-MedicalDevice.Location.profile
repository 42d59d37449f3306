profile ext-MedicalDevice.Location
  url http://nictiz.nl/fhir/StructureDefinition/ext-MedicalDevice.Location
  name ExtMedicalDeviceLocation
  status draft
  kind complex-type
  type Extension
  base Extension
  context element DeviceUseStatement

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-MedicalDevice.Location"
.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthcareProvider
