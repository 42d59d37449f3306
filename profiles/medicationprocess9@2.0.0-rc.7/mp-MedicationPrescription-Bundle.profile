profile mp-MedicationPrescription-Bundle
  url http://nictiz.nl/fhir/StructureDefinition/mp-MedicationPrescription-Bundle
  name MpMedicationPrescriptionBundle
  version 2.0.0-rc.7
  status active
  kind resource
  type Bundle
  base Bundle

.type
  fixed Code "transaction"
.entry 1..
  slicing open profile:resource
.entry:medicationAgreement 1..
.entry:medicationAgreement.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/mp-MedicationAgreement
.entry:medicationAgreement.resource.meta
.entry:medicationAgreement.resource.meta.tag 1..
  slicing open pattern:$this
.entry:medicationAgreement.resource.meta.tag:actionable 1..1
  pattern Coding http://terminology.hl7.org/CodeSystem/common-tags#actionable
.entry:medicationAgreement.resource.intent
  fixed Code "order"
.entry:dispenseRequest
.entry:dispenseRequest.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/mp-DispenseRequest
.entry:dispenseRequest.resource.meta
.entry:dispenseRequest.resource.meta.tag 1..
  slicing open pattern:$this
.entry:dispenseRequest.resource.meta.tag:actionable 1..1
  pattern Coding http://terminology.hl7.org/CodeSystem/common-tags#actionable
.entry:dispenseRequest.resource.intent
  fixed Code "order"
.entry:patient ..1
.entry:patient.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.entry:pharmaceuticalProduct
.entry:pharmaceuticalProduct.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/mp-PharmaceuticalProduct
.entry:healthProfessional-PractitionerRole
.entry:healthProfessional-PractitionerRole.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.entry:healthProfessional-Practitioner
.entry:healthProfessional-Practitioner.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-Practitioner
.entry:healthcareProvider
.entry:healthcareProvider.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider
.entry:healthcareProvider-Organization
.entry:healthcareProvider-Organization.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
.entry:bodyHeight ..1
.entry:bodyHeight.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/nl-core-BodyHeight
.entry:bodyWeight ..1
.entry:bodyWeight.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/nl-core-BodyWeight
