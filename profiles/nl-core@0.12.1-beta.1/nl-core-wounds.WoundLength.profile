profile nl-core-wounds.WoundLength
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-wounds.WoundLength
  name NlcorewoundsWoundLength
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-wounds.WoundLength

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
