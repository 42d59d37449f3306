profile nl-core-Education
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Education
  name NlcoreEducation
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Education

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
