profile zib-PulseRate.PulseRateValue
  url http://nictiz.nl/fhir/StructureDefinition/zib-PulseRate.PulseRateValue
  name ZibPulseRatePulseRateValue
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/pattern-VitalSigns
  abstract true

.
.code
  pattern CodeableConcept http://loinc.org#8893-0
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime 0..
  type dateTime
.value[x]
  type Quantity
  pattern Quantity http://unitsofmeasure.org#/min
