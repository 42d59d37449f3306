profile zib-TobaccoUse
  url http://nictiz.nl/fhir/StructureDefinition/zib-TobaccoUse
  name ZibTobaccoUse
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#365980008
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
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.7.2.2--20200901000000
.note ..1
.note.text
.component
  slicing open value:code
.component:typeOfTobaccoUsed ..1
.component:typeOfTobaccoUsed.code
  pattern CodeableConcept http://snomed.info/sct#53661000146106
.component:typeOfTobaccoUsed.value[x]
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.7.2.3--20200901000000
.component:amount ..1
.component:amount.code
  pattern CodeableConcept http://snomed.info/sct#266918002
.component:amount.value[x]
  type Quantity
  pattern Quantity {"system":"http://unitsofmeasure.org"}
.component:packYears ..1
.component:packYears.code
  pattern CodeableConcept http://snomed.info/sct#401201003
.component:packYears.value[x]
  type integer
