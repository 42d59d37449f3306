profile nl-core-PressureUlcer
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-PressureUlcer
  name NlcorePressureUlcer
  status draft
  kind resource
  type Condition
  base http://nictiz.nl/fhir/StructureDefinition/zib-PressureUlcer

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
