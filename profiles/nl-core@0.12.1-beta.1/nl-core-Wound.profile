profile nl-core-Wound
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Wound
  name NlcoreWound
  status draft
  kind resource
  type Condition
  base http://nictiz.nl/fhir/StructureDefinition/zib-Wound

.
.bodySite
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/nl-core-AnatomicalLocation
.subject
  type Reference
    to Patient
    to Group
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.evidence.detail:woundCharacteristics
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-wounds.WoundCharacteristics
