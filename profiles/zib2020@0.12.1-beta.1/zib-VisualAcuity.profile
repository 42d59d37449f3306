profile zib-VisualAcuity
  url http://nictiz.nl/fhir/StructureDefinition/zib-VisualAcuity
  name ZibVisualAcuity
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#260246004
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.value[x]
  slicing open type:$this
.value[x]:valueQuantity
  type Quantity
  pattern Quantity http://unitsofmeasure.org#1
  minValue Quantity {"value":0,"system":"http://unitsofmeasure.org","code":"1"}
  maxValue Quantity {"value":2,"system":"http://unitsofmeasure.org","code":"1"}
.bodySite
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/zib-AnatomicalLocation
  pattern CodeableConcept http://snomed.info/sct#81745001
.bodySite.extension:laterality
.bodySite.extension:laterality.value[x]
.device
  type Reference
    to Device
    to DeviceMetric
    to http://nictiz.nl/fhir/StructureDefinition/zib-VisualAcuity.VisualAcuityMeasurementDevice
.component
  slicing open value:code
.component:visualAcuityType ..1
.component:visualAcuityType.code
  pattern CodeableConcept http://snomed.info/sct#16830007
.component:visualAcuityType.value[x]
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.19.2--20200901000000
.component:visualAcuityMeasurementChart ..1
.component:visualAcuityMeasurementChart.code
  pattern CodeableConcept http://snomed.info/sct#363691001
.component:visualAcuityMeasurementChart.value[x]
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.19.3--20200901000000
.component:distanceFromChart ..1
.component:distanceFromChart.code
  pattern CodeableConcept http://snomed.info/sct#152731000146106
.component:distanceFromChart.value[x]
  type Quantity
  pattern Quantity http://unitsofmeasure.org#m
