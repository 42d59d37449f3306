profile nl-core-LivingSituation.HomeAdaption
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-LivingSituation.HomeAdaption
  name NlcoreLivingSituationHomeAdaption
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-LivingSituation.HomeAdaption

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
