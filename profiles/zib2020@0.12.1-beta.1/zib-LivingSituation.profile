profile zib-LivingSituation
  url http://nictiz.nl/fhir/StructureDefinition/zib-LivingSituation
  name ZibLivingSituation
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#365508006
.note ..1
.note.text
.hasMember
  slicing open profile:resolve()
.hasMember:houseType ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-LivingSituation.HouseType
.hasMember:homeAdaption
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-LivingSituation.HomeAdaption
.hasMember:livingCondition
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-LivingSituation.LivingCondition
