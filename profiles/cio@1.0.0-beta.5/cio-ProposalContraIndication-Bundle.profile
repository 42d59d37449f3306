profile cio-ProposalContraIndication-Bundle
  url http://nictiz.nl/fhir/StructureDefinition/cio-ProposalContraIndication-Bundle
  name CioProposalContraIndicationBundle
  version 1.0.0-beta.5
  status draft
  kind resource
  type Bundle
  base Bundle

.type
  fixed Code "transaction"
.entry 3..
  slicing open profile:resource
.entry:proposalContraIndication 1..1
.entry:proposalContraIndication.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/cio-MedicationContraIndication
.entry:proposalContraIndication.resource.meta
.entry:proposalContraIndication.resource.meta.tag 1..
  slicing open pattern:$this
.entry:proposalContraIndication.resource.meta.tag:actionable 1..1
  pattern Coding http://terminology.hl7.org/CodeSystem/common-tags#actionable
.entry:proposalContraIndication.resource.extension:relationMedicationAgreement ..1
  type Extension http://hl7.org/fhir/StructureDefinition/flag-detail
.entry:proposalContraIndication.resource.extension:relationMedicationAgreement.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/mp-MedicationAgreement
.entry:proposalContraIndication.resource.extension:proposalComment ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-ProposalContraIndication.Comment
.entry:proposalContraIndication.resource.extension:proposalComment.value[x]
.entry:proposalContraIndication.resource.author 1..
.entry:proposalRegistrationInformation 1..1
.entry:proposalRegistrationInformation.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/cio-RegistrationInformation
.entry:proposalRegistrationInformation.resource.target ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/cio-MedicationContraIndication
.entry:proposalRegistrationInformation.resource.agent:author 1..
.entry:proposalRegistrationInformation.resource.agent:author.who
.entry:patient 1..1
.entry:patient.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.entry:medicationAgreement ..1
.entry:medicationAgreement.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/mp-MedicationAgreement
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
.entry:contactPerson ..1
.entry:contactPerson.resource 1..
  type Resource http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactPerson
