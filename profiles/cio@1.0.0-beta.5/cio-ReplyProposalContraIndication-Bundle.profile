profile cio-ReplyProposalContraIndication-Bundle
  url http://nictiz.nl/fhir/StructureDefinition/cio-ReplyProposalContraIndication-Bundle
  name CioReplyProposalContraIndicationBundle
  version 1.0.0-beta.5
  status draft
  kind resource
  type Bundle
  base Bundle

.type
  fixed Code "transaction"
.entry 2..
  slicing open profile:resource
.entry:replyProposalContraIndication 1..1
.entry:replyProposalContraIndication.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/cio-ReplyProposalContraIndication
.entry:patient 1..1
.entry:patient.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.entry:healthProfessional-PractitionerRole ..1
.entry:healthProfessional-PractitionerRole.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.entry:healthProfessional-Practitioner ..1
.entry:healthProfessional-Practitioner.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-Practitioner
.entry:healthcareProvider ..1
.entry:healthcareProvider.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider
.entry:healthcareProvider-Organization ..1
.entry:healthcareProvider-Organization.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
