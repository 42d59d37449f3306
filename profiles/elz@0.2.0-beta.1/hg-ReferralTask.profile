profile hg-ReferralTask
  url http://nictiz.nl/fhir/StructureDefinition/hg-ReferralTask
  name HgReferralTask
  version 0.2.0-beta.1
  status draft
  kind resource
  type Task
  base Task

.intent
  fixed Code "order"
.code
.focus 1..
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/hg-ReferralServiceRequest
.for 1..
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.authoredOn 1..
.requester 1..
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Device
    to Organization
    to Patient
    to Practitioner
    to PractitionerRole
    to RelatedPerson
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
.owner 1..
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to Organization
    to CareTeam
    to HealthcareService
    to Patient
    to Device
    to RelatedPerson
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
