profile cio-ReplyProposalContraIndication
  url http://nictiz.nl/fhir/StructureDefinition/cio-ReplyProposalContraIndication
  name CioReplyProposalContraIndication
  version 1.0.0-beta.5
  status draft
  kind resource
  type Communication
  base Communication

.
.meta
.meta.tag 1..
  slicing open pattern:$this
.meta.tag:actionable 1..1
  pattern Coding http://terminology.hl7.org/CodeSystem/common-tags#actionable
.identifier 1..1
.basedOn 1..
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/cio-MedicationContraIndication
.subject 1..
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.sent 1..
.sender 1..
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.payload 1..2
  slicing open exists:content.extension(url='http://nictiz.nl/fhir/5.0/StructureDefinition/extension-Communication.payload.content%5Bx%5D:contentCodeableConcept')
.payload:responseProposalContraIndication 1..1
.payload:responseProposalContraIndication.content[x]
  type string
.payload:responseProposalContraIndication.content[x].extension 1..
.payload:responseProposalContraIndication.content[x].extension:contentCodeableConcept 1..
  type Extension http://nictiz.nl/fhir/5.0/StructureDefinition/extension-Communication.payload.content%5Bx%5D:contentCodeableConcept
.payload:responseProposalContraIndication.content[x].extension:contentCodeableConcept.value[x] 1..
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.26.11.38--20240709000000
.payload:comment ..1
.payload:comment.content[x]
  type string
