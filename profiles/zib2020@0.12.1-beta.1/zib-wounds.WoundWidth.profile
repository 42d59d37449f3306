profile zib-wounds.WoundWidth
  url http://nictiz.nl/fhir/StructureDefinition/zib-wounds.WoundWidth
  name ZibwoundsWoundWidth
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://loinc.org#39125-0
.value[x]
  type Quantity
