profile zib-wounds.WoundDepth
  url http://nictiz.nl/fhir/StructureDefinition/zib-wounds.WoundDepth
  name ZibwoundsWoundDepth
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://loinc.org#39127-6
.value[x]
  type Quantity
