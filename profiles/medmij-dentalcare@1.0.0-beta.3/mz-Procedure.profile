profile mz-Procedure
  url http://medmij.nl/fhir/StructureDefinition/mz-Procedure
  name MzProcedure
  status draft
  kind resource
  type Procedure
  base Procedure

.
.extension
  slicing open value:url
.extension:procedureMethod 0..*
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Procedure.ProcedureMethod
.status
.category 1..
  pattern CodeableConcept http://snomed.info/sct#225362009
.code 1..
  binding extensible http://medmij.nl/fhir/ValueSet/ProcedureTypeVektisDentalCare
.subject
  type Reference
    to Patient
    to Group
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.performed[x]
  slicing open type:$this
.performed[x]:performedPeriod 0..1
  type Period
.performed[x]:performedPeriod.start
.performed[x]:performedPeriod.end
.performed[x]:performedDateTime 0..1
  type dateTime
.performer.actor
  type Reference
    to Practitioner
    to PractitionerRole
    to Organization
    to Patient
    to RelatedPerson
    to Device
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.location
  type Reference
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider
.reasonReference
  type Reference
    to Condition
    to Observation
    to Procedure
    to DiagnosticReport
    to DocumentReference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Problem
.bodySite ..1
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/nl-core-AnatomicalLocation
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.11--20200901000000
