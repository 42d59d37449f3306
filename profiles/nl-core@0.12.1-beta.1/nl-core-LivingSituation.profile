profile nl-core-LivingSituation
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-LivingSituation
  name NlcoreLivingSituation
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-LivingSituation

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.hasMember:houseType
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-LivingSituation.HouseType
.hasMember:homeAdaption
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-LivingSituation.HomeAdaption
.hasMember:livingCondition
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-LivingSituation.LivingCondition
