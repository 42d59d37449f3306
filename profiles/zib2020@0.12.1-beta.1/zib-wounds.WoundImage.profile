profile zib-wounds.WoundImage
  url http://nictiz.nl/fhir/StructureDefinition/zib-wounds.WoundImage
  name ZibwoundsWoundImage
  status draft
  kind resource
  type DocumentReference
  base DocumentReference
  abstract true

.
.type
  pattern CodeableConcept http://loinc.org#72170-4
.content.attachment
.context.related
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/zib-wounds.WoundCharacteristics
