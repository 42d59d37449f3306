profile zib-VisualFunction.VisualAid
  url http://nictiz.nl/fhir/StructureDefinition/zib-VisualFunction.VisualAid
  name ZibVisualFunctionVisualAid
  status draft
  kind resource
  type DeviceUseStatement
  base http://nictiz.nl/fhir/StructureDefinition/zib-MedicalDevice
  abstract true

.
.extension:location
.extension:location.value[x]
.device
  type Reference
    to Device
    to http://nictiz.nl/fhir/StructureDefinition/zib-VisualFunction.VisualAid.Product
.reasonReference:bowelFunction ..0
.reasonReference:functionalOrMentalStatus ..0
.reasonReference:mobility ..0
.reasonReference:stoma ..0
.reasonReference:wound ..0
.reasonReference:visualFunction
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-VisualFunction
