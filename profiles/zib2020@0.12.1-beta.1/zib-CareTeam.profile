profile zib-CareTeam
  url http://nictiz.nl/fhir/StructureDefinition/zib-CareTeam
  name ZibCareTeam
  status draft
  kind resource
  type CareTeam
  base CareTeam
  abstract true

.
.name
.participant
  slicing open profile:member.resolve()
.participant:contactPerson ..1
.participant:contactPerson.member 1..
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-ContactPerson
.participant:patient ..1
.participant:patient.member 1..
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Patient
.participant:healthcareProfessional ..1
.participant:healthcareProfessional.role
  slicing open value:$this
.participant:healthcareProfessional.role:healthProfessionalRole ..1
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.17.1.5--20200901000000
.participant:healthcareProfessional.member 1..
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthProfessional-PractitionerRole
.reasonReference
  type Reference
    to Condition
    to http://nictiz.nl/fhir/StructureDefinition/zib-Problem
