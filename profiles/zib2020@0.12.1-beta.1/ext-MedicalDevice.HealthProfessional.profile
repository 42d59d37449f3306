profile ext-MedicalDevice.HealthProfessional
  url http://nictiz.nl/fhir/StructureDefinition/ext-MedicalDevice.HealthProfessional
  name ExtMedicalDeviceHealthProfessional
  status draft
  kind complex-type
  type Extension
  base Extension
  context element DeviceUseStatement

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-MedicalDevice.HealthProfessional"
.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthProfessional-PractitionerRole
