profile nl-core-DevelopmentChild.DevelopmentSocial
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-DevelopmentChild.DevelopmentSocial
  name NlcoreDevelopmentChildDevelopmentSocial
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-DevelopmentChild.DevelopmentSocial

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
