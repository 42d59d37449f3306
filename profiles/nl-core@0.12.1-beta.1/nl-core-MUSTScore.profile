profile nl-core-MUSTScore
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-MUSTScore
  name NlcoreMUSTScore
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-MUSTScore

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
