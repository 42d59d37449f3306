profile nl-core-ParticipationInSociety.Hobby
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-ParticipationInSociety.Hobby
  name NlcoreParticipationInSocietyHobby
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-ParticipationInSociety.Hobby

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
