profile zib-NursingIntervention
  url http://nictiz.nl/fhir/StructureDefinition/zib-NursingIntervention
  name ZibNursingIntervention
  status draft
  kind resource
  type CarePlan
  base CarePlan
  abstract true

.
  constraint zib-NursingIntervention-1 error activity.detail.scheduled.ofType(Timing).repeat.bounds.ofType(Period).exists() implies (period = activity.detail.scheduled.ofType(Timing).repeat.bounds.ofType(Period))
.status
.intent
.category 1..
  slicing open value:coding
.category:nursingInterventionCode 1..1
  pattern CodeableConcept http://snomed.info/sct#9632001
.period.start
.period.end
.contributor
  slicing open exists:extension(url='http://nictiz.nl/fhir/StructureDefinition/ext-NursingIntervention-ContributorIsRequester')
.contributor:requester
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-ZibHealthProfessionalReference
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthProfessional-PractitionerRole
.contributor:requester.extension 1..
.contributor:requester.extension:contributorIsRequester 1..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-NursingIntervention-ContributorIsRequester
.addresses ..1
  type Reference
    to Condition
    to http://nictiz.nl/fhir/StructureDefinition/zib-Problem
.goal ..1
  type Reference
    to Goal
    to http://nictiz.nl/fhir/StructureDefinition/zib-TreatmentObjective
.activity ..1
.activity.detail.extension:medicalDevice
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-CarePlan-MaterialUsed
.activity.detail.extension:medicalDevice.value[x]
  type Reference
    to DeviceUseStatement
    to http://nictiz.nl/fhir/StructureDefinition/zib-MedicalDevice
.activity.detail.code
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.18--20200901000000
.activity.detail.scheduled[x]
  slicing open type:$this
.activity.detail.scheduled[x]:scheduledTiming
  type Timing
.activity.detail.scheduled[x]:scheduledTiming.repeat.bounds[x]
  slicing open type:$this
.activity.detail.scheduled[x]:scheduledTiming.repeat.bounds[x]:boundsPeriod
  type Period
.activity.detail.scheduled[x]:scheduledTiming.repeat.bounds[x]:boundsPeriod.start
.activity.detail.scheduled[x]:scheduledTiming.repeat.bounds[x]:boundsPeriod.end
.activity.detail.scheduled[x]:scheduledTiming.repeat.frequency
.activity.detail.scheduled[x]:scheduledTiming.repeat.period
.activity.detail.scheduled[x]:scheduledTiming.repeat.periodUnit
.activity.detail.performer ..1
  slicing open profile:resolve()
.activity.detail.performer:healthcareProvider ..1
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-ZibHealthProfessionalReference
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthProfessional-PractitionerRole
.activity.detail.performer:caregiver ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-ContactPerson
.activity.detail.performer:patient ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Patient
.activity.detail.description
.note ..1
.note.text
