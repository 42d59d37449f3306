profile nl-core-wounds.WoundCharacteristics
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-wounds.WoundCharacteristics
  name NlcorewoundsWoundCharacteristics
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-wounds.WoundCharacteristics

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.hasMember:dateOfLastDressingChange
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-wounds.DateOfLastDressingChange
.hasMember:woundLength
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-wounds.WoundLength
.hasMember:woundWidth
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-wounds.WoundWidth
.hasMember:woundDepth
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-wounds.WoundDepth
.hasMember:woundTissue
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Wound.WoundTissue
.hasMember:woundInfection
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Wound.WoundInfection
.hasMember:woundMoisture
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Wound.WoundMoisture
.hasMember:woundEdge
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Wound.WoundEdge
.hasMember:extent
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Burnwound.Extent
