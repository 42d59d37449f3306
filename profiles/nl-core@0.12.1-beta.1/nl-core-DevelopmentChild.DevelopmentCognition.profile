profile nl-core-DevelopmentChild.DevelopmentCognition
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-DevelopmentChild.DevelopmentCognition
  name NlcoreDevelopmentChildDevelopmentCognition
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-DevelopmentChild.DevelopmentCognition

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
