profile nl-core-TextResult
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-TextResult
  name NlcoreTextResult
  status draft
  kind resource
  type DiagnosticReport
  base http://nictiz.nl/fhir/StructureDefinition/zib-TextResult

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.media.link
  type Reference
    to Media
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-TextResult.VisualResult
