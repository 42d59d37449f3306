profile hg-ReferralServiceRequest
  url http://nictiz.nl/fhir/StructureDefinition/hg-ReferralServiceRequest
  name HgReferralServiceRequest
  version 0.2.0-beta.1
  status draft
  kind resource
  type ServiceRequest
  base ServiceRequest

.
.status
.intent
  fixed Code "order"
.category 1..
  slicing open value:$this
.category:messageType 1..1
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.4.30.69#1
.priority
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.authoredOn 1..
.requester 1..
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to Organization
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
.performer 1..1
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to Organization
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
.supportingInfo 1..
  slicing open profile:resolve()
.supportingInfo:referralComposition 1..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/hg-ReferralComposition
