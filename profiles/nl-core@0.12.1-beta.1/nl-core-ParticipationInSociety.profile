profile nl-core-ParticipationInSociety
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-ParticipationInSociety
  name NlcoreParticipationInSociety
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-ParticipationInSociety

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.hasMember:socialNetwork
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-ParticipationInSociety.SocialNetwork
.hasMember:hobby
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-ParticipationInSociety.Hobby
.hasMember:workSituation
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-ParticipationInSociety.WorkSituation
