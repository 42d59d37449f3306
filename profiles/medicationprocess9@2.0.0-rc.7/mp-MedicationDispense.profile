profile mp-MedicationDispense
  url http://nictiz.nl/fhir/StructureDefinition/mp-MedicationDispense
  name MpMedicationDispense
  version 2.0.0-rc.7
  status active
  kind resource
  type MedicationDispense
  base MedicationDispense

.
.extension:medicationDispenseAdditionalInformation
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-MedicationDispense.MedicationDispenseAdditionalInformation
.extension:medicationDispenseAdditionalInformation.value[x]
.extension:requestDate
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-MedicationDispense.RequestDate
.extension:requestDate.value[x]
.extension:distributionForm
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-MedicationDispense.DistributionForm
.extension:distributionForm.value[x]
.extension:pharmaceuticalTreatmentIdentifier
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-PharmaceuticalTreatment.Identifier
.extension:pharmaceuticalTreatmentIdentifier.value[x]
.identifier
.status
.category 1..
  pattern CodeableConcept http://snomed.info/sct#373784005
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
    to http://nictiz.nl/fhir/StructureDefinition/mp-DispenseRequest
.quantity
  type Quantity http://nictiz.nl/fhir/StructureDefinition/pattern-GstdSimpleQuantity
.daysSupply
.whenHandedOver
.destination
.note ..1
.note.text
