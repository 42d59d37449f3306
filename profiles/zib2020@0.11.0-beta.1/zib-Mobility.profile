profile zib-Mobility
  url http://nictiz.nl/fhir/StructureDefinition/zib-Mobility
  name ZibMobility
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#301438001
.note ..1
.note.text
.hasMember
  slicing open profile:resolve()
.hasMember:walking ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Mobility.Walking
.hasMember:climbingStairs ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Mobility.ClimbingStairs
.hasMember:changingPosition ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Mobility.ChangingPosition
.hasMember:maintainingPosition ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Mobility.MaintainingPosition
.hasMember:transfer ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Mobility.Transfer
