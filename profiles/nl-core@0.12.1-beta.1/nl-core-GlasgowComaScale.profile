profile nl-core-GlasgowComaScale
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-GlasgowComaScale
  name NlcoreGlasgowComaScale
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-GlasgowComaScale

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
