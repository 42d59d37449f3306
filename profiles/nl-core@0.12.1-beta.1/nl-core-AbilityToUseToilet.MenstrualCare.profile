profile nl-core-AbilityToUseToilet.MenstrualCare
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-AbilityToUseToilet.MenstrualCare
  name NlcoreAbilityToUseToiletMenstrualCare
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToUseToilet.MenstrualCare

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
