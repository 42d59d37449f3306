profile zib-HearingFunction.HearingAid
  url http://nictiz.nl/fhir/StructureDefinition/zib-HearingFunction.HearingAid
  name ZibHearingFunctionHearingAid
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
    to http://nictiz.nl/fhir/StructureDefinition/zib-HearingFunction.HearingAid.Product
.reasonReference:stoma ..0
.bodySite
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.17.3--20200901000000
