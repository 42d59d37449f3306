profile nl-core-HeadCircumference
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-HeadCircumference
  name NlcoreHeadCircumference
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-HeadCircumference

.
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
