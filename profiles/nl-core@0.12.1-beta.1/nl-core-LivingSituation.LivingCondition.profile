profile nl-core-LivingSituation.LivingCondition
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-LivingSituation.LivingCondition
  name NlcoreLivingSituationLivingCondition
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-LivingSituation.LivingCondition

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
