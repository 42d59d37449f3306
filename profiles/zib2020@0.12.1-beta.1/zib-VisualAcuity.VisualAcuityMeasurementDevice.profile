profile zib-VisualAcuity.VisualAcuityMeasurementDevice
  url http://nictiz.nl/fhir/StructureDefinition/zib-VisualAcuity.VisualAcuityMeasurementDevice
  name ZibVisualAcuityVisualAcuityMeasurementDevice
  status draft
  kind resource
  type Device
  base Device
  abstract true

.type
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.19.4--20200901000000
