profile zib-SkinDisorder
  url http://nictiz.nl/fhir/StructureDefinition/zib-SkinDisorder
  name ZibSkinDisorder
  status draft
  kind resource
  type Condition
  base Condition
  abstract true

.
.extension:cause ..1
  type Extension http://hl7.org/fhir/StructureDefinition/condition-dueTo
.extension:cause.value[x]
  type Reference
    to Condition
    to Procedure
    to MedicationAdministration
    to Immunization
    to MedicationStatement
    to http://nictiz.nl/fhir/StructureDefinition/zib-Problem
.category 1..
  slicing open value:$this
.category:skinDisorderCode 1..1
  pattern CodeableConcept http://snomed.info/sct#95320005
.code
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.19.3.1--20200901000000
.bodySite ..1
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/zib-AnatomicalLocation
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.11--20200901000000
.onset[x]
  slicing open type:$this
.onset[x]:onsetDateTime
  type dateTime
.note ..1
.note.text
