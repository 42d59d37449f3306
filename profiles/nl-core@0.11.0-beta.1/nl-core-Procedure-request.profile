profile nl-core-Procedure-request
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Procedure-request
  name NlcoreProcedurerequest
  status draft
  kind resource
  type ServiceRequest
  base http://nictiz.nl/fhir/StructureDefinition/zib-Procedure-request

.
.subject
  type Reference
    to Patient
    to Group
    to Location
    to Device
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.requester
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to Organization
    to Patient
    to RelatedPerson
    to Device
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.performer
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to Organization
    to CareTeam
    to HealthcareService
    to Patient
    to Device
    to RelatedPerson
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-CareTeam
.locationReference
  type Reference
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider
.reasonReference
  type Reference
    to Condition
    to Observation
    to DiagnosticReport
    to DocumentReference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Problem
.bodySite
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/nl-core-AnatomicalLocation
