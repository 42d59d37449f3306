profile zib-HeadCircumference
  url http://nictiz.nl/fhir/StructureDefinition/zib-HeadCircumference
  name ZibHeadCircumference
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/pattern-VitalSigns
  abstract true

.
.code
  pattern CodeableConcept http://loinc.org#9843-4
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.value[x]
  type Quantity
.note ..1
.note.text
.method
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.14.1--20200901000000
