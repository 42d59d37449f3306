profile mp-DispenseRequest
  url http://nictiz.nl/fhir/StructureDefinition/mp-DispenseRequest
  name MpDispenseRequest
  version 2.0.0-rc.7
  status active
  kind resource
  type MedicationRequest
  base MedicationRequest

.
.extension:additionalWishes
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-DispenseRequest.AdditionalWishes
.extension:additionalWishes.value[x]
.extension:pharmaceuticalTreatmentIdentifier
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-PharmaceuticalTreatment.Identifier
.extension:pharmaceuticalTreatmentIdentifier.value[x]
.extension:financialIndicationCode
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-DispenseRequest.FinancialIndicationCode
.extension:financialIndicationCode.value[x]
.extension:relationEpisodeOfCare
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Context-EpisodeOfCare
.extension:relationEpisodeOfCare.value[x]
.identifier
.status
.intent
.category 1..
  slicing open value:$this
.category:dispenseRequestCode 1..1
  pattern CodeableConcept http://snomed.info/sct#52711000146108
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
.performer
  type Reference
    to Practitioner
    to PractitionerRole
    to Organization
    to Patient
    to Device
    to RelatedPerson
    to CareTeam
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
.basedOn
  slicing open profile:resolve()
.basedOn:relationMedicationAgreement
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/mp-MedicationAgreement
.note ..1
.note.text
.dispenseRequest.extension:dispenseLocation
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-DispenseRequest.DispenseLocation
.dispenseRequest.extension:dispenseLocation.value[x]
.dispenseRequest.validityPeriod
  type Period http://nictiz.nl/fhir/StructureDefinition/nl-core-TimeInterval
.dispenseRequest.numberOfRepeatsAllowed
.dispenseRequest.quantity
  type Quantity http://nictiz.nl/fhir/StructureDefinition/pattern-GstdSimpleQuantity
