profile path-Report.ReportIdentifier
  url http://medmij.nl/fhir/StructureDefinition/path-Report.ReportIdentifier
  name PathReportReportIdentifier
  status draft
  kind complex-type
  type Identifier
  base Identifier

.
  constraint path-Report.ReportIdentifier-1 error system.startsWith('urn:oid:2.16.840.1.113883.2.4.3.23.3.') and system.endsWith('.1')
    source http://medmij.nl/fhir/StructureDefinition/path-Report.ReportIdentifier
.system 1..
.value 1..
