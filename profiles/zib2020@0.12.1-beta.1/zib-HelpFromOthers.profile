profile zib-HelpFromOthers
  url http://nictiz.nl/fhir/StructureDefinition/zib-HelpFromOthers
  name ZibHelpFromOthers
  status draft
  kind resource
  type CarePlan
  base CarePlan
  abstract true

.
.status
.intent
.category 1..
  slicing open value:$this
.category:helpFromOthersCode 1..1
  pattern CodeableConcept http://snomed.info/sct#243114000
.activity ..1
.activity.detail.code
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.3.2.1--20200901000000
.activity.detail.scheduled[x]
  slicing open type:$this
.activity.detail.scheduled[x]:scheduledString
  type string
.activity.detail.performer ..1
  slicing open profile:resolve()
.activity.detail.performer:healthProfessional ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthProfessional-PractitionerRole
.activity.detail.performer:caregiver ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-ContactPerson
.activity.detail.performer:healthcareProvider ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthcareProvider-Organization
.activity.detail.description
.note ..1
.note.text
