profile zib-BowelFunction
  url http://nictiz.nl/fhir/StructureDefinition/zib-BowelFunction
  name ZibBowelFunction
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.extension:stoma ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-StomaReference
.extension:stoma.value[x]
.code
  pattern CodeableConcept http://snomed.info/sct#111989001
.note ..1
.note.text
.hasMember
  slicing open profile:resolve()
.hasMember:fecalContinence ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-BowelFunction.FecalContinence
.hasMember:frequency ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-BowelFunction.Frequency
.hasMember:defecationConsistency ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-BowelFunction.DefecationConsistency
.hasMember:defecationColor ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-BowelFunction.DefecationColor
