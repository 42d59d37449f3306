profile nl-core-VisualAcuity
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-VisualAcuity
  name NlcoreVisualAcuity
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-VisualAcuity

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.bodySite
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/nl-core-AnatomicalLocation
.device
  type Reference
    to Device
    to DeviceMetric
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-VisualAcuity.VisualAcuityMeasurementDevice
