profile mp-ProposalMedicationAgreement-Bundle
  url http://nictiz.nl/fhir/StructureDefinition/mp-ProposalMedicationAgreement-Bundle
  name MpProposalMedicationAgreementBundle
  version 2.0.0-rc.7
  status active
  kind resource
  type Bundle
  base Bundle

.type
  fixed Code "transaction"
.identifier 1..1
.entry 1..
  slicing open profile:resource
.entry:proposalMedicationAgreement 1..1
.entry:proposalMedicationAgreement.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/mp-MedicationAgreement
.entry:proposalMedicationAgreement.resource.meta
.entry:proposalMedicationAgreement.resource.meta.tag 1..
  slicing open pattern:$this
.entry:proposalMedicationAgreement.resource.meta.tag:actionable 1..1
  pattern Coding http://terminology.hl7.org/CodeSystem/common-tags#actionable
.entry:proposalMedicationAgreement.resource.extension:proposalComment ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Comment
.entry:proposalMedicationAgreement.resource.extension:proposalComment.value[x]
.entry:proposalMedicationAgreement.resource.identifier 0..1
.entry:proposalMedicationAgreement.resource.intent
  fixed Code "plan"
.entry:proposalMedicationAgreement.resource.authoredOn 1..
.entry:proposalMedicationAgreement.resource.requester 1..
  type Reference
    to Practitioner
    to PractitionerRole
    to Organization
    to Patient
    to RelatedPerson
    to Device
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
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
