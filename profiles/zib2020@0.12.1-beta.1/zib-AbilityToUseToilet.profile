profile zib-AbilityToUseToilet
  url http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToUseToilet
  name ZibAbilityToUseToilet
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#284779002
.hasMember
  slicing open profile:resolve()
.hasMember:toiletUse ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToUseToilet.ToiletUse
.hasMember:menstrualCare ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToUseToilet.MenstrualCare
