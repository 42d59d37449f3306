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
  pattern CodeableConcept http://snomed.info/sct#366199006
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime 0..
  type dateTime
.note ..1
.note.text
.hasMember
  slicing open profile:resolve()
.hasMember:pulseRateValue ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-PulseRate.PulseRateValue
.hasMember:pulseRegularity ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-PulseRate.PulseRegularity
