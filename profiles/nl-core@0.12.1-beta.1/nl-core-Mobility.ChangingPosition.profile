profile nl-core-Mobility.ChangingPosition
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Mobility.ChangingPosition
  name NlcoreMobilityChangingPosition
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Mobility.ChangingPosition

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
