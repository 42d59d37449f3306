profile mp-MedicationAdministration2
  url http://nictiz.nl/fhir/StructureDefinition/mp-MedicationAdministration2
  name MpMedicationAdministration2
  version 2.0.0-rc.7
  status active
  kind resource
  type MedicationAdministration
  base MedicationAdministration

.
.extension:agreedDateTime
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-MedicationAdministration2.AgreedDateTime
.extension:agreedDateTime.value[x]
.extension:medicationAdministrationReasonForDeviation
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-MedicationAdministration2.ReasonForDeviation
.extension:medicationAdministrationReasonForDeviation.value[x]
.extension:pharmaceuticalTreatmentIdentifier
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-PharmaceuticalTreatment.Identifier
.extension:pharmaceuticalTreatmentIdentifier.value[x]
.extension:injectionPatchSite
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-MedicationAdministration2.InjectionPatchSite
.extension:injectionPatchSite.value[x]
.extension:registrationDateTime
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-RegistrationDateTime
.extension:registrationDateTime.value[x]
.identifier
.status
  binding required http://hl7.org/fhir/ValueSet/medication-admin-status|4.0.1
.category 1..
  pattern CodeableConcept http://snomed.info/sct#18629005
.category.extension:additionalCategory
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-AdditionalCategory
.category.extension:additionalCategory.value[x]
  binding preferred http://hl7.org/fhir/ValueSet/medication-admin-category
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
.supportingInformation
  slicing open profile:resolve()
.supportingInformation:administrationAgreement ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/mp-AdministrationAgreement
.supportingInformation:variableDosingRegimen ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/mp-VariableDosingRegimen
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.performer ..1
.performer.actor
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to Patient
    to RelatedPerson
    to Device
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactPerson
.request
  type Reference
    to MedicationRequest
    to http://nictiz.nl/fhir/StructureDefinition/mp-MedicationAgreement
.note ..1
.note.text
.dosage.route
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.9.13.2--20200901000000
.dosage.dose
  type Quantity http://nictiz.nl/fhir/StructureDefinition/pattern-GstdSimpleQuantity
.dosage.rate[x]
  slicing open type:$this
.dosage.rate[x]:rateQuantity
  type Quantity
