profile zib-SNAQScore
  url http://nictiz.nl/fhir/StructureDefinition/zib-SNAQScore
  name ZibSNAQScore
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
  constraint zib-SNAQScore-1 error component.where(code.coding.system='urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1' and code.coding.code.subsetOf('4006003'|'4006004'|'4006005')).count().subsetOf(0|3)
  constraint zib-SNAQScore-2 error value.empty().not() or component.where(code.coding.system='urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1' and code.coding.code.subsetOf('4006003'|'4006004'|'4006005')).count()=3
.code
  pattern CodeableConcept http://snomed.info/sct#8881000146104
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.value[x]
  slicing open type:$this
.value[x]:valueInteger
  type integer
  minValue Integer 0
  maxValue Integer 7
.note ..1
.note.text
.component
  slicing open value:code
.component:weightLossScore ..1
.component:weightLossScore.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#4006003
.component:weightLossScore.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.6.1--20200901000000
.component:appetiteScore ..1
.component:appetiteScore.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#4006004
.component:appetiteScore.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.6.2--20200901000000
.component:nutritionScore ..1
.component:nutritionScore.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#4006005
.component:nutritionScore.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.6.3--20200901000000
