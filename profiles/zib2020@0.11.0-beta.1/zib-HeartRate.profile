profile zib-HeartRate
  url http://nictiz.nl/fhir/StructureDefinition/zib-HeartRate
  name ZibHeartRate
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/pattern-VitalSigns
  abstract true

.
.code
  pattern CodeableConcept http://loinc.org#8867-4
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.value[x]
  type Quantity
  pattern Quantity http://unitsofmeasure.org#/min
.note ..1
.note.text
.method
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.3.2--20200901000000
.hasMember
  slicing open profile:resolve()
.hasMember:heartbeatRegularity ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-HeartRate.HeartbeatRegularity
.hasMember:interpretationHeartRate ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-HeartRate.InterpretationHeartRate
