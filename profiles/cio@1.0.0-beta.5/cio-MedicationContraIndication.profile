profile cio-MedicationContraIndication
  url http://nictiz.nl/fhir/StructureDefinition/cio-MedicationContraIndication
  name CioMedicationContraIndication
  version 1.0.0-beta.5
  status draft
  kind resource
  type Flag
  base Flag

.
  constraint cio-MedicationContraIndication-1 error period.end.exists() implies extension('http://nictiz.nl/fhir/StructureDefinition/ext-Comment').exists()
  constraint cio-MedicationContraIndication-2 error (status = 'inactive') implies extension('http://nictiz.nl/fhir/StructureDefinition/ext-MedicationContraIndication.RelationAlert').exists()
  constraint cio-MedicationContraIndication-3 error meta.tag.where(system = 'http://terminology.hl7.org/CodeSystem/common-tags' and code = 'actionable').exists().not() implies period.start.exists()
.meta
.meta.tag
.extension:relationAlert
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-MedicationContraIndication.RelationAlert
.extension:relationAlert.value[x]
.extension:comment ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Comment
.extension:comment.value[x]
.identifier 1..
.status
.category 1..
  slicing open value:$this
.category:medicationContraIndicationCode 1..1
  pattern CodeableConcept http://snomed.info/sct#350241000146102
.code
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.9.14.1--20200901000000
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.period.start
.period.end
.author
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
