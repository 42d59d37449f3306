profile nl-core-Mobility.Walking
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Mobility.Walking
  name NlcoreMobilityWalking
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Mobility.Walking

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
