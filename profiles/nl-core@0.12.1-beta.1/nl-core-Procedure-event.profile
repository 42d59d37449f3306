profile nl-core-Procedure-event
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Procedure-event
  name NlcoreProcedureevent
  status draft
  kind resource
  type Procedure
  base http://nictiz.nl/fhir/StructureDefinition/zib-Procedure-event

.
.basedOn
  type Reference
    to CarePlan
    to ServiceRequest
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Procedure-request
.subject
  type Reference
    to Patient
    to Group
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
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
.bodySite
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/nl-core-AnatomicalLocation
.report:textResult
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-TextResult
