profile nl-core-DevelopmentChild.ToiletTrainednessFeces
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-DevelopmentChild.ToiletTrainednessFeces
  name NlcoreDevelopmentChildToiletTrainednessFeces
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-DevelopmentChild.ToiletTrainednessFeces

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
