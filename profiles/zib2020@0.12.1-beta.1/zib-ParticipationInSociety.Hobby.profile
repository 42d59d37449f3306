profile zib-ParticipationInSociety.Hobby
  url http://nictiz.nl/fhir/StructureDefinition/zib-ParticipationInSociety.Hobby
  name ZibParticipationInSocietyHobby
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#405081003
.value[x]
  type string
