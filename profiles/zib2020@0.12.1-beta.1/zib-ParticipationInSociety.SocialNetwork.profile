profile zib-ParticipationInSociety.SocialNetwork
  url http://nictiz.nl/fhir/StructureDefinition/zib-ParticipationInSociety.SocialNetwork
  name ZibParticipationInSocietySocialNetwork
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#365469004
.value[x]
  type string
