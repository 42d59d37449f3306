profile zib-MUSTScore
  url http://nictiz.nl/fhir/StructureDefinition/zib-MUSTScore
  name ZibMUSTScore
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
  constraint zib-MUSTScore-1 error component.where(code.coding.system='urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1' and code.coding.code.subsetOf('4005003'|'4005004'|'4005005')).count().subsetOf(0|3)
  constraint zib-MUSTScore-2 error value.empty().not() or component.where(code.coding.system='urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1' and code.coding.code.subsetOf('4005003'|'4005004'|'4005005')).count()=3
.code
  pattern CodeableConcept http://snomed.info/sct#414648004
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.value[x]
  slicing open type:$this
.value[x]:valueInteger
  type integer
  minValue Integer 0
  maxValue Integer 6
.note ..1
.note.text
.component
  slicing open value:code
.component:bmiScore ..1
.component:bmiScore.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#4005003
.component:bmiScore.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.5.1--20200901000000
.component:weightLossScore ..1
.component:weightLossScore.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#4005004
.component:weightLossScore.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.5.2--20200901000000
.component:illnessScore ..1
.component:illnessScore.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#4005005
.component:illnessScore.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.5.3--20200901000000
