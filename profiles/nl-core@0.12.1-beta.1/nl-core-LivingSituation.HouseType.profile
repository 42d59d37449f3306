profile nl-core-LivingSituation.HouseType
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-LivingSituation.HouseType
  name NlcoreLivingSituationHouseType
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-LivingSituation.HouseType

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
