profile mp-VariableDosingRegimen
  url http://nictiz.nl/fhir/StructureDefinition/mp-VariableDosingRegimen
  name MpVariableDosingRegimen
  version 2.0.0-rc.7
  status active
  kind resource
  type MedicationRequest
  base MedicationRequest

.
.extension:pharmaceuticalTreatmentIdentifier
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-PharmaceuticalTreatment.Identifier
.extension:pharmaceuticalTreatmentIdentifier.value[x]
.extension:relationEpisodeOfCare
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Context-EpisodeOfCare
.extension:relationEpisodeOfCare.value[x]
.extension:renderedDosageInstruction
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-RenderedDosageInstruction
.extension:renderedDosageInstruction.value[x]
.extension:periodOfUse ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-TimeInterval.Period
.extension:periodOfUse.value[x]
  type Period http://nictiz.nl/fhir/StructureDefinition/nl-core-TimeInterval
.extension:registrationDateTime
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-RegistrationDateTime
.extension:registrationDateTime.value[x]
.modifierExtension:stopType
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-StopType
.modifierExtension:stopType.value[x]
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.20.77.11.48--20230112155455
.modifierExtension:repeatPeriodCyclicalSchedule
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-InstructionsForUse.RepeatPeriodCyclicalSchedule
.modifierExtension:repeatPeriodCyclicalSchedule.value[x]
.identifier
.status
.intent
.category 1..
  slicing open value:$this
.category:variableDosingRegimenCode 1..1
  pattern CodeableConcept http://snomed.info/sct#395067002
.medication[x]
  slicing open type:$this
.medication[x]:medicationReference
  type Reference
    to Medication
    to http://nictiz.nl/fhir/StructureDefinition/mp-PharmaceuticalProduct
.subject
  type Reference
    to Patient
    to Group
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.encounter
  type Reference
    to Encounter
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Encounter
.authoredOn
.requester
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to Organization
    to Patient
    to RelatedPerson
    to Device
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.reasonCode ..1
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.20.77.11.54--20221114181621
.basedOn
  slicing open profile:resolve()
.basedOn:relationMedicationAgreement ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/mp-MedicationAgreement
.note ..1
.note.text
.dosageInstruction
  type Dosage http://nictiz.nl/fhir/StructureDefinition/mp-InstructionsForUse.DosageInstructions
.priorPrescription
  type Reference
    to MedicationRequest
    to http://nictiz.nl/fhir/StructureDefinition/mp-VariableDosingRegimen
