profile zib-wounds.DateOfLastDressingChange
  url http://nictiz.nl/fhir/StructureDefinition/zib-wounds.DateOfLastDressingChange
  name ZibwoundsDateOfLastDressingChange
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#360541000146109
.value[x]
  type dateTime
