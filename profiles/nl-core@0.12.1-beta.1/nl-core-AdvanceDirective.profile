profile nl-core-AdvanceDirective
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-AdvanceDirective
  name NlcoreAdvanceDirective
  status draft
  kind resource
  type Consent
  base http://nictiz.nl/fhir/StructureDefinition/zib-AdvanceDirective

.
.extension:disorder
.extension:disorder.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Problem
.patient
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.provision.actor:representative
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
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactPerson
