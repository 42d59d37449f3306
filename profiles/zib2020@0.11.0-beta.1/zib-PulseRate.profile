profile zib-PulseRate
  url http://nictiz.nl/fhir/StructureDefinition/zib-PulseRate
  name ZibPulseRate
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
.effective[x]:effectiveDateTime
  type dateTime
.value[x]
  type Quantity
  pattern Quantity http://unitsofmeasure.org#/min
.note ..1
.note.text
.hasMember
  slicing open profile:resolve()
.hasMember:pulseRegularity ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-PulseRate.PulseRegularity
