profile zib-ParticipationInSociety
  url http://nictiz.nl/fhir/StructureDefinition/zib-ParticipationInSociety
  name ZibParticipationInSociety
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#314845004
.note ..1
.note.text
.hasMember
  slicing open profile:resolve()
.hasMember:socialNetwork ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-ParticipationInSociety.SocialNetwork
.hasMember:hobby ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-ParticipationInSociety.Hobby
.hasMember:workSituation ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-ParticipationInSociety.WorkSituation
