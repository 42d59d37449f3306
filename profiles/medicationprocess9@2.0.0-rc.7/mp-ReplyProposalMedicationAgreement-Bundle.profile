profile mp-ReplyProposalMedicationAgreement-Bundle
  url http://nictiz.nl/fhir/StructureDefinition/mp-ReplyProposalMedicationAgreement-Bundle
  name MpReplyProposalMedicationAgreementBundle
  version 2.0.0-rc.7
  status active
  kind resource
  type Bundle
  base Bundle

.type
  fixed Code "transaction"
.identifier 0..1
.entry 1..
  slicing open profile:resource
.entry:replyProposalMedicationAgreement 1..1
.entry:replyProposalMedicationAgreement.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/mp-ReplyProposalMedicationAgreement
.entry:patient ..1
.entry:patient.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
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
