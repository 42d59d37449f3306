profile nl-core-DevelopmentChild.ToiletTrainednessUrine
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-DevelopmentChild.ToiletTrainednessUrine
  name NlcoreDevelopmentChildToiletTrainednessUrine
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-DevelopmentChild.ToiletTrainednessUrine

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
