profile zib-AdvanceDirective
  url http://nictiz.nl/fhir/StructureDefinition/zib-AdvanceDirective
  name ZibAdvanceDirective
  status draft
  kind resource
  type Consent
  base Consent
  abstract true

.
.extension:disorder
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-AdvanceDirective.Disorder
.extension:comment ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Comment
.extension:comment.value[x]
.status
.scope
  pattern CodeableConcept http://terminology.hl7.org/CodeSystem/consentscope#adr
.category
  slicing open value:$this
.category:advanceDirectiveCode 1..1
  pattern CodeableConcept http://terminology.hl7.org/CodeSystem/consentcategorycodes#acd
.dateTime
.source[x]
  slicing open type:$this
.source[x]:sourceAttachment
  type Attachment
.source[x]:sourceAttachment.data
.policy.uri
.provision.actor
  slicing open value:role
.provision.actor:representative ..1
.provision.actor:representative.role
  pattern CodeableConcept http://terminology.hl7.org/CodeSystem/v3-RoleCode#RESPRSN
.provision.actor:representative.reference
  type Reference
    to Device
    to Group
    to CareTeam
    to Organization
    to Patient
    to Practitioner
    to RelatedPerson
    to PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/zib-ContactPerson
.provision.code ..1
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.7.15.1--20200901000000
