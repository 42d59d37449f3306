profile nl-core-ParticipationInSociety.SocialNetwork
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-ParticipationInSociety.SocialNetwork
  name NlcoreParticipationInSocietySocialNetwork
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-ParticipationInSociety.SocialNetwork

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
