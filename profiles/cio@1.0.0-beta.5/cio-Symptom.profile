profile cio-Symptom
  url http://nictiz.nl/fhir/StructureDefinition/cio-Symptom
  name CioSymptom
  version 1.0.0-beta.5
  status draft
  kind resource
  type Observation
  base Observation

.
.extension 1..
.extension:medicationHypersensitivityIdentifier 1..
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-MedicationHypersensitivity.Identifier
.extension:medicationHypersensitivityIdentifier.value[x]
.identifier 1..
.code
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.26.11.35--20240501114333
.code.text
.subject 1..
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.component
  slicing open value:code
.component:severity ..1
.component:severity.code
  pattern CodeableConcept http://snomed.info/sct#246112005
.component:severity.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.26.11.34--20240501114150
