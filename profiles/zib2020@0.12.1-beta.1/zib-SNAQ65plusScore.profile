profile zib-SNAQ65plusScore
  url http://nictiz.nl/fhir/StructureDefinition/zib-SNAQ65plusScore
  name ZibSNAQ65plusScore
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
  constraint zib-SNAQ65PlusScore-1 error component.where(code.coding.system='urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1' and code.coding.code.subsetOf('4030003'|'4030008'|'4030004'|'4030005')).count().subsetOf(0|4)
  constraint zib-SNAQ65PlusScore-2 error value.empty().not() or component.where(code.coding.system='urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1' and code.coding.code.subsetOf('4030003'|'4030008'|'4030004'|'4030005')).count()=4
.code
  pattern CodeableConcept http://snomed.info/sct#108321000146101
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
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#4030003
.component:weightLossScore.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.30.1--20200901000000
.component:upperarmCircumference ..1
.component:upperarmCircumference.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#4030008
.component:upperarmCircumference.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.30.4--20200901000000
.component:appetiteScore ..1
.component:appetiteScore.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#4030004
.component:appetiteScore.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.30.2--20200901000000
.component:exerciseScore ..1
.component:exerciseScore.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#4030005
.component:exerciseScore.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.30.3--20200901000000
