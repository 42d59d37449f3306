profile cio-Condition
  url http://nictiz.nl/fhir/StructureDefinition/cio-Condition
  name CioCondition
  version 1.0.0-beta.5
  status draft
  kind resource
  type Condition
  base Condition

.
.extension 2..
.extension:diagnosticInsightDate 1..
  type Extension http://hl7.org/fhir/StructureDefinition/condition-assertedDate
.extension:diagnosticInsightDate.value[x]
.extension:medicationHypersensitivityIdentifier 1..
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-MedicationHypersensitivity.Identifier
.extension:medicationHypersensitivityIdentifier.value[x]
.identifier 1..
.clinicalStatus
.severity 1..
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.26.11.19--20231120131658
.code 1..
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.26.11.31--20231207101023
.code.text
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.onset[x] 1..
  slicing open type:$this
.onset[x]:onsetDateTime 1..
  type dateTime
.abatement[x]
  slicing open type:$this
.abatement[x]:abatementDateTime
  type dateTime
.recordedDate 1..
.recorder
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.asserter 1..
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.evidence
  slicing open profile:detail.resolve()
.evidence:symptom
.evidence:symptom.detail 1..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/cio-Symptom
.note ..1
.note.text
