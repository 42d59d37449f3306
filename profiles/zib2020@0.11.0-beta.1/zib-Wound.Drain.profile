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
.reasonReference:bowelFunction ..0
.reasonReference:functionalOrMentalStatus ..0
.reasonReference:mobility ..0
.reasonReference:stoma ..0
.reasonReference:wound ..0
.reasonReference:drain
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Wound
