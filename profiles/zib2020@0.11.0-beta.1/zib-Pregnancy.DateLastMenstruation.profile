profile zib-Pregnancy.DateLastMenstruation
  url http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy.DateLastMenstruation
  name ZibPregnancyDateLastMenstruation
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#21840007
.focus ..1
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy
.value[x]
  slicing open type:$this
.value[x]:valueDateTime
  type dateTime
