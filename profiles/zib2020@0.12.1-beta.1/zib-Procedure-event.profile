profile zib-Procedure-event
  url http://nictiz.nl/fhir/StructureDefinition/zib-Procedure-event
  name ZibProcedureevent
  status draft
  kind resource
  type Procedure
  base Procedure
  abstract true

.
.extension:procedureMethod
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Procedure.ProcedureMethod
.basedOn
  type Reference
    to CarePlan
    to ServiceRequest
    to http://nictiz.nl/fhir/StructureDefinition/zib-Procedure-request
.status
.code
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.19--20200901000000
.performed[x]
  slicing open type:$this
.performed[x]:performedPeriod
  type Period
.performed[x]:performedPeriod.start
.performed[x]:performedPeriod.end
.performed[x]:performedDateTime
  type dateTime
.performer.actor
  type Reference
    to Practitioner
    to PractitionerRole
    to Organization
    to Patient
    to RelatedPerson
    to Device
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthProfessional-PractitionerRole
.location
  type Reference
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthcareProvider
.reasonReference
  type Reference
    to Condition
    to Observation
    to Procedure
    to DiagnosticReport
    to DocumentReference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Problem
.bodySite ..1
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/zib-AnatomicalLocation
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.11--20200901000000
.report
  slicing open profile:resolve()
.report:textResult
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-TextResult
