profile nl-core-DevelopmentChild.DevelopmentLinguistics
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-DevelopmentChild.DevelopmentLinguistics
  name NlcoreDevelopmentChildDevelopmentLinguistics
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-DevelopmentChild.DevelopmentLinguistics

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
