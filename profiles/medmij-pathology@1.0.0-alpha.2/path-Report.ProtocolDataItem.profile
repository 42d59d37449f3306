profile path-Report.ProtocolDataItem
  url http://medmij.nl/fhir/StructureDefinition/path-Report.ProtocolDataItem
  name PathReportProtocolDataItem
  status draft
  kind resource
  type Observation
  base Observation

.status
  pattern Code "final"
.code
  pattern CodeableConcept {"coding":[{"system":"http://snomed.info/sct"}]}
.subject 1..
  type Reference
    to Patient
    to http://medmij.nl/fhir/StructureDefinition/path-Patient
.value[x] 1..
  type Quantity
  type CodeableConcept
  type string
  type dateTime
.specimen 1..
  type Reference
    to Specimen
    to http://medmij.nl/fhir/StructureDefinition/path-Request.Specimen
