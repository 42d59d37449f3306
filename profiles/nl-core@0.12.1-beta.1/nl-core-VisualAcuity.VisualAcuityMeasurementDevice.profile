profile nl-core-VisualAcuity.VisualAcuityMeasurementDevice
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-VisualAcuity.VisualAcuityMeasurementDevice
  name NlcoreVisualAcuityVisualAcuityMeasurementDevice
  status draft
  kind resource
  type Device
  base http://nictiz.nl/fhir/StructureDefinition/zib-VisualAcuity.VisualAcuityMeasurementDevice

.
