profile nl-core-AbilityToUseToilet.ToiletUse
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-AbilityToUseToilet.ToiletUse
  name NlcoreAbilityToUseToiletToiletUse
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToUseToilet.ToiletUse

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
