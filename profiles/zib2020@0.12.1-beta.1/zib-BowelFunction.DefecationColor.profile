profile zib-BowelFunction.DefecationColor
  url http://nictiz.nl/fhir/StructureDefinition/zib-BowelFunction.DefecationColor
  name ZibBowelFunctionDefecationColor
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://loinc.org#9397-1
.value[x]
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.15.5--20200901000000
