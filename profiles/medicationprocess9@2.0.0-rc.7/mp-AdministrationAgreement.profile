profile mp-AdministrationAgreement
  url http://nictiz.nl/fhir/StructureDefinition/mp-AdministrationAgreement
  name MpAdministrationAgreement
  version 2.0.0-rc.7
  status active
  kind resource
  type MedicationDispense
  base MedicationDispense

.
.extension:additionalInformation
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-AdministrationAgreement.AdditionalInformation
.extension:additionalInformation.value[x]
.extension:reasonModificationOrDiscontinuation
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-AdministrationAgreement.ReasonModificationOrDiscontinuation
.extension:reasonModificationOrDiscontinuation.value[x]
.extension:administrationAgreementDateTime
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-AdministrationAgreement.AdministrationAgreementDateTime
.extension:administrationAgreementDateTime.value[x]
.extension:renderedDosageInstruction
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-RenderedDosageInstruction
.extension:renderedDosageInstruction.value[x]
.extension:periodOfUse ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-TimeInterval.Period
.extension:periodOfUse.value[x]
  type Period http://nictiz.nl/fhir/StructureDefinition/nl-core-TimeInterval
.extension:periodOfUse.value[x].extension:condition
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-PeriodOfUse.Condition
  modifier false
.extension:periodOfUse.value[x].extension:condition.value[x]
.extension:copyIndicator
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-CopyIndicator
.extension:copyIndicator.value[x]
.extension:pharmaceuticalTreatmentIdentifier
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-PharmaceuticalTreatment.Identifier
.extension:pharmaceuticalTreatmentIdentifier.value[x]
.extension:distributionForm
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-MedicationDispense.DistributionForm
.extension:distributionForm.value[x]
.extension:relationAdministrationAgreement
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-RelationAdministrationAgreement
.extension:relationAdministrationAgreement.value[x]
.extension:registrationDateTime
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-RegistrationDateTime
.extension:registrationDateTime.value[x]
.modifierExtension:stopType
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-StopType
.modifierExtension:stopType.value[x]
.modifierExtension:repeatPeriodCyclicalSchedule
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-InstructionsForUse.RepeatPeriodCyclicalSchedule
.modifierExtension:repeatPeriodCyclicalSchedule.value[x]
.identifier
.status
.category 1..
  pattern CodeableConcept http://snomed.info/sct#422037009
.category.extension:additionalCategory
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-AdditionalCategory
.category.extension:additionalCategory.value[x]
  binding preferred http://hl7.org/fhir/ValueSet/medicationdispense-category
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
.performer ..1
.performer.actor
  type Reference
    to Practitioner
    to PractitionerRole
    to Organization
    to Patient
    to Device
    to RelatedPerson
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
.location
  type Reference
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider
.authorizingPrescription ..1
  type Reference
    to MedicationRequest
    to http://nictiz.nl/fhir/StructureDefinition/mp-MedicationAgreement
.note ..1
.note.text
.dosageInstruction
  type Dosage http://nictiz.nl/fhir/StructureDefinition/mp-InstructionsForUse.DosageInstructions
