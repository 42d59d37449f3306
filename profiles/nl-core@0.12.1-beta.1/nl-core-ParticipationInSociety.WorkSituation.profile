profile nl-core-ParticipationInSociety.WorkSituation
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-ParticipationInSociety.WorkSituation
  name NlcoreParticipationInSocietyWorkSituation
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-ParticipationInSociety.WorkSituation

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
