profile nl-core-Mobility.MaintainingPosition
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Mobility.MaintainingPosition
  name NlcoreMobilityMaintainingPosition
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Mobility.MaintainingPosition

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
