profile zib-Wound.Drain
  url http://nictiz.nl/fhir/StructureDefinition/zib-Wound.Drain
  name ZibWoundDrain
  status draft
  kind resource
  type DeviceUseStatement
  base http://nictiz.nl/fhir/StructureDefinition/zib-MedicalDevice
  abstract true

.
.device
  type Reference
    to Device
    to http://nictiz.nl/fhir/StructureDefinition/zib-Wound.Drain.Product
.reasonReference:stoma ..0
.reasonReference:wound
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Wound
