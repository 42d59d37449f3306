profile nl-core-TreatmentDirective2
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-TreatmentDirective2
  name NlcoreTreatmentDirective2
  status draft
  kind resource
  type Consent
  base http://nictiz.nl/fhir/StructureDefinition/zib-TreatmentDirective2

.
.extension:additionalAdvanceDirective
.extension:additionalAdvanceDirective.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-AdvanceDirective
.patient
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.source[x]:sourceReference
  type Reference
    to Consent
    to DocumentReference
    to Contract
    to QuestionnaireResponse
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-AdvanceDirective
.provision.actor:agreementParty
.provision.actor:agreementParty.reference
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Device
    to Group
    to CareTeam
    to Organization
    to Patient
    to Practitioner
    to RelatedPerson
    to PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactPerson
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
