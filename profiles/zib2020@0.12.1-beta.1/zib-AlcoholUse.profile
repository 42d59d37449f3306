profile zib-AlcoholUse
  url http://nictiz.nl/fhir/StructureDefinition/zib-AlcoholUse
  name ZibAlcoholUse
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#228273003
.effective[x]
  slicing open type:$this
.effective[x]:effectivePeriod
  type Period
.effective[x]:effectivePeriod.start
.effective[x]:effectivePeriod.end
.value[x]
  slicing open type:$this
.value[x]:valueCodeableConcept
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.7.3.2--20200901000000
.note ..1
.note.text
.component
  slicing open value:code
.component:amount ..1
.component:amount.code
  pattern CodeableConcept http://snomed.info/sct#897148007
.component:amount.value[x]
  type Quantity
  pattern Quantity {"system":"http://unitsofmeasure.org"}
