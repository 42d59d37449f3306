profile zib-StrongKidsScore
  url http://nictiz.nl/fhir/StructureDefinition/zib-StrongKidsScore
  name ZibStrongKidsScore
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
  constraint zib-StrongKidsScore-1 error component.where(code.coding.system='urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1' and code.coding.code.subsetOf('4028003'|'4028004'|'4028005'|'4028008')).count().subsetOf(0|4)
  constraint zib-StrongKidsScore-2 error value.empty().not() or component.where(code.coding.system='urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1' and code.coding.code.subsetOf('4028003'|'4028004'|'4028005'|'4028008')).count()=4
.code
  pattern CodeableConcept http://snomed.info/sct#108341000146107
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.value[x]
  slicing open type:$this
.value[x]:valueInteger
  type integer
  minValue Integer 0
  maxValue Integer 5
.note ..1
.note.text
.component
  slicing open value:code
.component:weightLossScore ..1
.component:weightLossScore.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#4028003
.component:weightLossScore.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.28.1--20200901000000
.component:conditionScore ..1
.component:conditionScore.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#4028004
.component:conditionScore.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.28.2--20200901000000
.component:nutritionScore ..1
.component:nutritionScore.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#4028005
.component:nutritionScore.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.28.3--20200901000000
.component:nutritionStatusScore ..1
.component:nutritionStatusScore.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#4028008
.component:nutritionStatusScore.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.28.4--20200901000000
