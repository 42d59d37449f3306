profile zib-AbilityToDressOneself
  url http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToDressOneself
  name ZibAbilityToDressOneself
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#165235000
.value[x]
  slicing open type:$this
.value[x]:valueCodeableConcept
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.11.1--20200901000000
.component
  slicing open value:code
.component:bodyPartToBeDressed
.component:bodyPartToBeDressed.code
  pattern CodeableConcept http://snomed.info/sct#38866009
.component:bodyPartToBeDressed.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.11.2--20200901000000
