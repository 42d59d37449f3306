profile zib-Stoma
  url http://nictiz.nl/fhir/StructureDefinition/zib-Stoma
  name ZibStoma
  status draft
  kind resource
  type Condition
  base Condition
  abstract true

.
.category 1..
  slicing open value:$this
.category:stomaCode 1..1
  pattern CodeableConcept http://snomed.info/sct#245857005
.code 1..
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.5.2.1--20200901000000
.bodySite ..1
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/zib-AnatomicalLocation
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.11--20200901000000
.onset[x]
  slicing open type:$this
  type dateTime
.onset[x]:onsetDateTime
  type dateTime
.note ..1
.note.text
