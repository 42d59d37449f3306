profile zib-wounds.WoundLength
  url http://nictiz.nl/fhir/StructureDefinition/zib-wounds.WoundLength
  name ZibwoundsWoundLength
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://loinc.org#39126-8
.value[x]
  type Quantity
