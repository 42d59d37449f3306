profile nl-core-wounds.WoundDepth
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-wounds.WoundDepth
  name NlcorewoundsWoundDepth
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-wounds.WoundDepth

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
