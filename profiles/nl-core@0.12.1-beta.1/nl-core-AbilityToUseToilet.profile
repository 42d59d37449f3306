profile nl-core-AbilityToUseToilet
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-AbilityToUseToilet
  name NlcoreAbilityToUseToilet
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToUseToilet

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.hasMember:toiletUse
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-AbilityToUseToilet.ToiletUse
.hasMember:menstrualCare
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-AbilityToUseToilet.MenstrualCare
