profile nl-core-wounds.WoundImage
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-wounds.WoundImage
  name NlcorewoundsWoundImage
  status draft
  kind resource
  type DocumentReference
  base http://nictiz.nl/fhir/StructureDefinition/zib-wounds.WoundImage

.
.subject
  type Reference
    to Patient
    to Practitioner
    to Group
    to Device
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.context.related
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Burnwound
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-PressureUlcer
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Wound
