profile zib-Procedure-request
  url http://nictiz.nl/fhir/StructureDefinition/zib-Procedure-request
  name ZibProcedurerequest
  status draft
  kind resource
  type ServiceRequest
  base ServiceRequest
  abstract true

.
.status
.intent
.code
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.19--20200901000000
.orderDetail
  slicing open value:$this
.orderDetail:procedureMethod
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.14.1.4--20200901000000
.occurrence[x]
  slicing open type:$this
.occurrence[x]:occurrencePeriod
  type Period
.occurrence[x]:occurrencePeriod.start
.occurrence[x]:occurrencePeriod.end
.occurrence[x]:occurrenceDateTime
  type dateTime
.requester
  type Reference
    to Practitioner
    to PractitionerRole
    to Organization
    to Patient
    to RelatedPerson
    to Device
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthProfessional-PractitionerRole
.performer
  type Reference
    to Practitioner
    to PractitionerRole
    to Organization
    to CareTeam
    to HealthcareService
    to Patient
    to Device
    to RelatedPerson
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthProfessional-PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/zib-CareTeam
.locationReference ..1
  type Reference
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthcareProvider
.reasonReference
  type Reference
    to Condition
    to Observation
    to DiagnosticReport
    to DocumentReference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Problem
.bodySite ..1
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/zib-AnatomicalLocation
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.11--20200901000000
