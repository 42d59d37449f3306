profile zib-LivingSituation.HomeAdaption
  url http://nictiz.nl/fhir/StructureDefinition/zib-LivingSituation.HomeAdaption
  name ZibLivingSituationHomeAdaption
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#118871000146108
.value[x]
  slicing open type:$this
.value[x]:valueCodeableConcept
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.7.8.2--20200901000000
