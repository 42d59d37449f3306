profile zib-Pregnancy
  url http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy
  name ZibPregnancy
  status draft
  kind resource
  type Condition
  base Condition
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#118185001
.note ..1
.note.text
