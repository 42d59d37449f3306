profile path-Report.Macroscopy
  url http://medmij.nl/fhir/StructureDefinition/path-Report.Macroscopy
  name PathReportMacroscopy
  status draft
  kind resource
  type Observation
  base Observation

.text 1..
.text.status
  pattern Code "additional"
.text.div
.status
  pattern Code "final"
.code
  pattern CodeableConcept http://snomed.info/sct#168126000
.subject 1..
  type Reference
    to Patient
    to http://medmij.nl/fhir/StructureDefinition/path-Patient
.specimen 1..
  type Reference
    to Specimen
    to http://medmij.nl/fhir/StructureDefinition/path-Request.Specimen
