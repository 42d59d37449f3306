profile mp-MedicationUse2
  url http://nictiz.nl/fhir/StructureDefinition/mp-MedicationUse2
  name MpMedicationUse2
  version 2.0.0-rc.7
  status active
  kind resource
  type MedicationStatement
  base MedicationStatement

.
.extension:renderedDosageInstruction
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-RenderedDosageInstruction
.extension:renderedDosageInstruction.value[x]
.extension:prescriber
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-MedicationUse2.Prescriber
.extension:prescriber.value[x]
.extension:asAgreedIndicator
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-AsAgreedIndicator
.extension:asAgreedIndicator.value[x]
.extension:pharmaceuticalTreatmentIdentifier
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-PharmaceuticalTreatment.Identifier
.extension:pharmaceuticalTreatmentIdentifier.value[x]
.extension:copyIndicator
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-CopyIndicator
.extension:copyIndicator.value[x]
.extension:author
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-MedicationUse2.Author
.extension:author.value[x]
.modifierExtension:stopType
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-StopType
.modifierExtension:stopType.value[x]
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.20.77.11.55--20230119145802
.modifierExtension:repeatPeriodCyclicalSchedule
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-InstructionsForUse.RepeatPeriodCyclicalSchedule
.modifierExtension:repeatPeriodCyclicalSchedule.value[x]
.identifier
.status
.statusReason ..1
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.20.77.11.43--20221115122002
.category 1..
  pattern CodeableConcept http://snomed.info/sct#422979000
.category.extension:additionalCategory
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-AdditionalCategory
.category.extension:additionalCategory.value[x]
  binding preferred http://hl7.org/fhir/ValueSet/medication-statement-category
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
.context
  type Reference
    to Encounter
    to EpisodeOfCare
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Encounter
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-EpisodeOfCare
.context.extension:relationEpisodeOfCare
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Context-EpisodeOfCare
.context.extension:relationEpisodeOfCare.value[x]
.effective[x]
  slicing open type:$this
.effective[x]:effectivePeriod
  type Period http://nictiz.nl/fhir/StructureDefinition/nl-core-TimeInterval
.dateAsserted
.informationSource
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Patient
    to Practitioner
    to PractitionerRole
    to RelatedPerson
    to Organization
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactPerson
.derivedFrom
  slicing open pattern:extension.value
.derivedFrom:relationMedicationAgreement ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/mp-MedicationAgreement
.derivedFrom:relationMedicationAgreement.extension:resourceCategory
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-ResourceCategory
.derivedFrom:relationMedicationAgreement.extension:resourceCategory.value[x]
  pattern CodeableConcept http://snomed.info/sct#33633005
.derivedFrom:relationAdministrationAgreement ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/mp-AdministrationAgreement
.derivedFrom:relationAdministrationAgreement.extension:resourceCategory
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-ResourceCategory
.derivedFrom:relationAdministrationAgreement.extension:resourceCategory.value[x]
  pattern CodeableConcept http://snomed.info/sct#422037009
.derivedFrom:relationMedicationDispense ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/mp-MedicationDispense
.derivedFrom:relationMedicationDispense.extension:resourceCategory
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-ResourceCategory
.derivedFrom:relationMedicationDispense.extension:resourceCategory.value[x]
  pattern CodeableConcept http://snomed.info/sct#373784005
.reasonCode
  slicing open exists:text
.reasonCode:reasonForUse ..1
.reasonCode:reasonForUse.text 1..
.note ..1
.note.text
.dosage
  type Dosage http://nictiz.nl/fhir/StructureDefinition/mp-InstructionsForUse.DosageInstructions
