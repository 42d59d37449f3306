profile zib-LifeStance
  url http://nictiz.nl/fhir/StructureDefinition/zib-LifeStance
  name ZibLifeStance
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#160538000
.value[x]
  slicing open type:$this
.value[x]:valueCodeableConcept
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.7.5.1--20200901000000
.note ..1
.note.text
