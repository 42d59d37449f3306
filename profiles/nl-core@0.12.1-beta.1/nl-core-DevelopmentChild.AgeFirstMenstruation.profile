profile nl-core-DevelopmentChild.AgeFirstMenstruation
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-DevelopmentChild.AgeFirstMenstruation
  name NlcoreDevelopmentChildAgeFirstMenstruation
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-DevelopmentChild.AgeFirstMenstruation

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
