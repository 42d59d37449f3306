profile nl-core-wounds.WoundWidth
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-wounds.WoundWidth
  name NlcorewoundsWoundWidth
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-wounds.WoundWidth

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
