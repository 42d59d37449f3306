profile zib-ChecklistPainBehavior
  url http://nictiz.nl/fhir/StructureDefinition/zib-ChecklistPainBehavior
  name ZibChecklistPainBehavior
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#108331000146104
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.value[x]
  slicing open type:$this
.value[x]:valueInteger
  type integer
  minValue Integer 0
  maxValue Integer 10
.note ..1
.note.text
.component
  slicing open value:code
.component:face ..1
.component:face.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#12017003
.component:face.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:mouth ..1
.component:mouth.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#12017004
.component:mouth.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:grimace ..1
.component:grimace.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#12017005
.component:grimace.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:lookingSad ..1
.component:lookingSad.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#12017006
.component:lookingSad.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:eyes ..1
.component:eyes.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#12017007
.component:eyes.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:panic ..1
.component:panic.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#12017008
.component:panic.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:moaning ..1
.component:moaning.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#12017009
.component:moaning.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:cry ..1
.component:cry.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#12017010
.component:cry.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:soundsOfRestlessness ..1
.component:soundsOfRestlessness.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#12017011
.component:soundsOfRestlessness.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:tears ..1
.component:tears.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#12017012
.component:tears.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
