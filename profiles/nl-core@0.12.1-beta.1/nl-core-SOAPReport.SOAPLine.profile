profile nl-core-SOAPReport.SOAPLine
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-SOAPReport.SOAPLine
  name NlcoreSOAPReportSOAPLine
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-SOAPReport.SOAPLine

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
