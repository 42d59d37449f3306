profile nl-core-Mobility
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Mobility
  name NlcoreMobility
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Mobility

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.hasMember:walking
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Mobility.Walking
.hasMember:climbingStairs
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Mobility.ClimbingStairs
.hasMember:changingPosition
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Mobility.ChangingPosition
.hasMember:maintainingPosition
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Mobility.MaintainingPosition
.hasMember:transfer
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Mobility.Transfer
