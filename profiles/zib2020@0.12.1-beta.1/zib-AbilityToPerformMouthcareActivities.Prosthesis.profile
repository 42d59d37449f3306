profile zib-AbilityToPerformMouthcareActivities.Prosthesis
  url http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToPerformMouthcareActivities.Prosthesis
  name ZibAbilityToPerformMouthcareActivitiesProsthesis
  status draft
  kind resource
  type DeviceUseStatement
  base http://nictiz.nl/fhir/StructureDefinition/zib-MedicalDevice
  abstract true

.
.device
  type Reference
    to Device
    to http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToPerformMouthcareActivities.Prosthesis.Product
.reasonReference:stoma ..0
