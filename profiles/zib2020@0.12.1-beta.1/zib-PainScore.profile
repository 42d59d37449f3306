profile zib-PainScore
  url http://nictiz.nl/fhir/StructureDefinition/zib-PainScore
  name ZibPainScore
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
  constraint zib-PainScore-1 error (method.coding.code in ('VAS10' | 'NRS') implies value <= 10) and (method.coding.code = 'VAS100' implies value <= 100)
  constraint zib-PainScore-2 error value >= 0
.code
  pattern CodeableConcept http://snomed.info/sct#225908003
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.value[x]
  slicing open type:$this
.value[x]:valueInteger
  type integer
.note ..1
.note.text
.method
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.9.1--20200901000000
