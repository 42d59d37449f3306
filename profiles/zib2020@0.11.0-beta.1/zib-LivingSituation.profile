profile zib-LivingSituation
  url http://nictiz.nl/fhir/StructureDefinition/zib-LivingSituation
  name ZibLivingSituation
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#365508006
.value[x]
  slicing open type:$this
.value[x]:valueCodeableConcept
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.7.8.1--20200901000000
.note ..1
.note.text
.component
  slicing open value:code
.component:homeAdaption
.component:homeAdaption.code
  pattern CodeableConcept http://snomed.info/sct#118871000146108
.component:homeAdaption.value[x]
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.7.8.2--20200901000000
.component:livingCondition
.component:livingCondition.code
  pattern CodeableConcept http://snomed.info/sct#224249004
.component:livingCondition.value[x]
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.7.8.3--20200901000000
