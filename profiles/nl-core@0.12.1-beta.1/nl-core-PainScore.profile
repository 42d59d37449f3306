profile nl-core-PainScore
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-PainScore
  name NlcorePainScore
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-PainScore

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
