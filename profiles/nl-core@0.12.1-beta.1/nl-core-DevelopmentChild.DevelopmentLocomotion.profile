profile nl-core-DevelopmentChild.DevelopmentLocomotion
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-DevelopmentChild.DevelopmentLocomotion
  name NlcoreDevelopmentChildDevelopmentLocomotion
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-DevelopmentChild.DevelopmentLocomotion

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
