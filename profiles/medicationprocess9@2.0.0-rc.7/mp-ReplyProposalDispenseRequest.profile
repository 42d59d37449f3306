profile mp-ReplyProposalDispenseRequest
  url http://nictiz.nl/fhir/StructureDefinition/mp-ReplyProposalDispenseRequest
  name MpReplyProposalDispenseRequest
  version 2.0.0-rc.7
  status active
  kind resource
  type Communication
  base Communication

.
  constraint mp-2033-vv-1 error (payload.content.extension.value.ofType(CodeableConcept).coding.code.intersect({'11','12'}).exists()) = extension.where(url='http://nictiz.nl/fhir/StructureDefinition/ext-Communication.RelationToNewDispenseRequest').exists()
.meta
.meta.tag 1..
  slicing open pattern:$this
.meta.tag:actionable 1..1
  pattern Coding http://terminology.hl7.org/CodeSystem/common-tags#actionable
.identifier 1..1
.basedOn 1..
  type Reference
    to Resource
    to Bundle
    to http://nictiz.nl/fhir/StructureDefinition/mp-ProposalDispenseRequest-Bundle
    to http://nictiz.nl/fhir/StructureDefinition/mp-DispenseRequest
.subject 1..
  type Reference
    to Patient
    to Group
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.sent 1..
.sender 1..
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Device
    to Organization
    to Patient
    to Practitioner
    to PractitionerRole
    to RelatedPerson
    to HealthcareService
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.extension
  slicing open value:url
.extension:relationToNewDispenseRequest 0..1
  type Extension
.extension:relationToNewDispenseRequest.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-Communication.RelationToNewDispenseRequest"
.extension:relationToNewDispenseRequest.value[x] 1..
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/mp-DispenseRequest
.payload 1..
.payload.content[x] 0..1
  type string
.payload.content[x].extension 1..
.payload.content[x].extension:contentCodeableConcept 1..
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Communication.Payload.ContentCodeableConcept
.payload.content[x].extension:contentCodeableConcept.value[x] 1..
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.20.77.11.36--20251217150952
