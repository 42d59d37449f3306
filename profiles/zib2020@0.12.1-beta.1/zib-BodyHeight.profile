profile zib-BodyHeight
  url http://nictiz.nl/fhir/StructureDefinition/zib-BodyHeight
  name ZibBodyHeight
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/pattern-VitalSigns
  abstract true

.
.code
  pattern CodeableConcept http://loinc.org#8302-2
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime 0..
  type dateTime
.value[x]
  type Quantity
  binding required http://hl7.org/fhir/ValueSet/ucum-bodylength
.note ..1
.note.text
.component
  slicing open value:code
.component:position ..1
.component:position.code
  pattern CodeableConcept http://snomed.info/sct#425260001
.component:position.value[x]
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.2.1--20200901000000
