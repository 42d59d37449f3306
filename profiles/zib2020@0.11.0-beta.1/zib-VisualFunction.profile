profile zib-VisualFunction
  url http://nictiz.nl/fhir/StructureDefinition/zib-VisualFunction
  name ZibVisualFunction
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#281004000
.value[x]
  slicing open type:$this
.value[x]:valueCodeableConcept
  type CodeableConcept
.note ..1
.note.text
