profile zib-Education
  url http://nictiz.nl/fhir/StructureDefinition/zib-Education
  name ZibEducation
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.code
  pattern CodeableConcept http://snomed.info/sct#105421008
.value[x]
  slicing open type:$this
.value[x]:valueCodeableConcept
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.9--20200901000000
.note ..1
.note.text
