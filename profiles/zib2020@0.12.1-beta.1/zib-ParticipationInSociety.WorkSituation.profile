profile zib-ParticipationInSociety.WorkSituation
  url http://nictiz.nl/fhir/StructureDefinition/zib-ParticipationInSociety.WorkSituation
  name ZibParticipationInSocietyWorkSituation
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#364703007
.value[x]
  type string
