profile zib-BodyWeight
  url http://nictiz.nl/fhir/StructureDefinition/zib-BodyWeight
  name ZibBodyWeight
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/pattern-VitalSigns
  abstract true

.
.code
  pattern CodeableConcept http://loinc.org#29463-7
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime 0..
  type dateTime
.value[x]
  type Quantity
  binding required http://nictiz.nl/fhir/ValueSet/zib-BodyWeight-units
.note ..1
.note.text
.component
  slicing open value:code
.component:clothing ..1
.component:clothing.code
  pattern CodeableConcept http://snomed.info/sct#248159006
.component:clothing.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.1.1--20200901000000
