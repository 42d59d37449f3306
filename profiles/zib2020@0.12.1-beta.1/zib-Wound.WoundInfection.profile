profile zib-Wound.WoundInfection
  url http://nictiz.nl/fhir/StructureDefinition/zib-Wound.WoundInfection
  name ZibWoundWoundInfection
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#405009004
.value[x]
  type boolean
