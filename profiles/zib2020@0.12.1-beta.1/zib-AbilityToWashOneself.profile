profile zib-AbilityToWashOneself
  url http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToWashOneself
  name ZibAbilityToWashOneself
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#284785009
.value[x]
  slicing open type:$this
.value[x]:valueCodeableConcept
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.10.1--20200901000000
.component
  slicing open value:code
.component:bodyPartToBeBathed
.component:bodyPartToBeBathed.code
  pattern CodeableConcept http://snomed.info/sct#38866009
.component:bodyPartToBeBathed.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.10.2--20200901000000
