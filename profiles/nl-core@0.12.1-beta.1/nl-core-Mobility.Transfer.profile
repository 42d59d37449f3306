profile nl-core-Mobility.Transfer
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Mobility.Transfer
  name NlcoreMobilityTransfer
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Mobility.Transfer

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
