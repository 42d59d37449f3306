profile nl-core-Mobility.ClimbingStairs
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Mobility.ClimbingStairs
  name NlcoreMobilityClimbingStairs
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Mobility.ClimbingStairs

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
