profile zib-MedicationContraIndication
  url http://nictiz.nl/fhir/StructureDefinition/zib-MedicationContraIndication
  name ZibMedicationContraIndication
  status draft
  kind resource
  type Flag
  base Flag
  abstract true

.
.extension:comment ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Comment
.extension:comment.value[x]
.extension:reasonClosure ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-MedicationContraIndication.ReasonClosure
.status
.category 1..
  slicing open value:$this
.category:medicationContraIndicationCode 1..1
  pattern CodeableConcept http://snomed.info/sct#140401000146105
.code
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.9.14.1--20200901000000
.period.start
.period.end
.author
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-ZibHealthProfessionalReference
    to Device
    to Organization
    to Patient
    to Practitioner
    to PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthProfessional-PractitionerRole
