profile nl-core-HearingFunction
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-HearingFunction
  name NlcoreHearingFunction
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-HearingFunction

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
