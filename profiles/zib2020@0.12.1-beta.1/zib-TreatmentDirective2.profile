profile zib-TreatmentDirective2
  url http://nictiz.nl/fhir/StructureDefinition/zib-TreatmentDirective2
  name ZibTreatmentDirective2
  status draft
  kind resource
  type Consent
  base Consent
  abstract true

.
  constraint zib-TreatmentDirective2-1 error extension.where(url = 'http://nictiz.nl/fhir/StructureDefinition/ext-TreatmentDirective2.AdvanceDirective').empty() or source.exists()
  constraint zib-TreatmentDirective2-2 error (extension.where(url = 'http://nictiz.nl/fhir/StructureDefinition/ext-TreatmentDirective2.SpecificitionOther').exists() and provision.type.exists()).not()
.extension:comment ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Comment
.extension:comment.value[x]
.extension:additionalAdvanceDirective
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-TreatmentDirective2.AdvanceDirective
.extension:additionalAdvanceDirective.value[x]
.modifierExtension:specificationOther
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-TreatmentDirective2.SpecificationOther
.modifierExtension:specificationOther.value[x]
.status
.scope
  pattern CodeableConcept http://terminology.hl7.org/CodeSystem/consentscope#treatment
.category
  slicing open value:$this
.category:treatmentDirectiveCode 1..1
  pattern CodeableConcept http://snomed.info/sct#129125009
.dateTime
.source[x]
  slicing open type:$this
.source[x]:sourceReference
  type Reference
    to Consent
    to DocumentReference
    to Contract
    to QuestionnaireResponse
    to http://nictiz.nl/fhir/StructureDefinition/zib-AdvanceDirective
.policy.uri
.provision.extension:reasonForEnding
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-TreatmentDirective2.ReasonForEnding
.provision.type
  binding required http://hl7.org/fhir/ValueSet/consent-provision-type|4.0.1
.provision.period.end
.provision.actor
  slicing open value:role
.provision.actor:agreementParty
.provision.actor:agreementParty.role
  pattern CodeableConcept http://terminology.hl7.org/CodeSystem/v3-RoleCode#CONSENTER
.provision.actor:agreementParty.reference
  type Reference
    to Device
    to Group
    to CareTeam
    to Organization
    to Patient
    to Practitioner
    to RelatedPerson
    to PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/zib-Patient
    to http://nictiz.nl/fhir/StructureDefinition/zib-ContactPerson
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthProfessional-PractitionerRole
.provision.code ..1
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.2.2.1--20200901000000
