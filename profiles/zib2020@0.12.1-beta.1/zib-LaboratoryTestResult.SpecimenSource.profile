profile zib-LaboratoryTestResult.SpecimenSource
  url http://nictiz.nl/fhir/StructureDefinition/zib-LaboratoryTestResult.SpecimenSource
  name ZibLaboratoryTestResultSpecimenSource
  status draft
  kind resource
  type Device
  base Device
  abstract true

.
.deviceName 1..1
.deviceName.name
.deviceName.type
