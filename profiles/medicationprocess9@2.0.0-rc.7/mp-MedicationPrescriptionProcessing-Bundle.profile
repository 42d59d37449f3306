profile mp-MedicationPrescriptionProcessing-Bundle
  url http://nictiz.nl/fhir/StructureDefinition/mp-MedicationPrescriptionProcessing-Bundle
  name MpMedicationPrescriptionProcessingBundle
  version 2.0.0-rc.7
  status active
  kind resource
  type Bundle
  base Bundle

.type
  fixed Code "transaction"
.entry 1..
  slicing open profile:resource
.entry:administrationAgreement 1..
.entry:administrationAgreement.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/mp-AdministrationAgreement
.entry:administrationAgreement.resource.meta
.entry:administrationAgreement.resource.meta.tag 1..
  slicing open pattern:$this
.entry:administrationAgreement.resource.meta.tag:actionable 1..1
  pattern Coding http://terminology.hl7.org/CodeSystem/common-tags#actionable
.entry:medicationDispense
.entry:medicationDispense.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/mp-MedicationDispense
.entry:medicationDispense.resource.meta
.entry:medicationDispense.resource.meta.tag 1..
  slicing open pattern:$this
.entry:medicationDispense.resource.meta.tag:actionable 1..1
  pattern Coding http://terminology.hl7.org/CodeSystem/common-tags#actionable
.entry:patient ..1
.entry:patient.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.entry:pharmaceuticalProduct
.entry:pharmaceuticalProduct.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/mp-PharmaceuticalProduct
.entry:healthcareProvider
.entry:healthcareProvider.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider
.entry:healthcareProvider-Organization
.entry:healthcareProvider-Organization.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
