profile zib-wounds.WoundCharacteristics
  url http://nictiz.nl/fhir/StructureDefinition/zib-wounds.WoundCharacteristics
  name ZibwoundsWoundCharacteristics
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#225552003
.hasMember
  slicing open profile:resolve()
.hasMember:dateOfLastDressingChange ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-wounds.DateOfLastDressingChange
.hasMember:woundLength ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-wounds.WoundLength
.hasMember:woundWidth ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-wounds.WoundWidth
.hasMember:woundDepth ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-wounds.WoundDepth
.hasMember:woundTissue ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Wound.WoundTissue
.hasMember:woundInfection ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Wound.WoundInfection
.hasMember:woundMoisture ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Wound.WoundMoisture
.hasMember:woundEdge ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Wound.WoundEdge
.hasMember:extent ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Burnwound.Extent
