profile nl-core-TextResult.VisualResult
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-TextResult.VisualResult
  name NlcoreTextResultVisualResult
  status draft
  kind resource
  type Media
  base http://nictiz.nl/fhir/StructureDefinition/zib-TextResult.VisualResult

.
.subject
  type Reference
    to Patient
    to Practitioner
    to PractitionerRole
    to Group
    to Device
    to Specimen
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
