profile zib-Burnwound.Extent
  url http://nictiz.nl/fhir/StructureDefinition/zib-Burnwound.Extent
  name ZibBurnwoundExtent
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#360531000146101
.value[x]
  type Quantity
