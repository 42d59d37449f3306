profile zib-DevelopmentChild.AgeFirstMenstruation
  url http://nictiz.nl/fhir/StructureDefinition/zib-DevelopmentChild.AgeFirstMenstruation
  name ZibDevelopmentChildAgeFirstMenstruation
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://loinc.org#42798-9
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.value[x]
  type Quantity
