profile nl-core-DevelopmentChild
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-DevelopmentChild
  name NlcoreDevelopmentChild
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-DevelopmentChild

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.hasMember:toiletTrainednessUrine
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-DevelopmentChild.ToiletTrainednessUrine
.hasMember:toiletTrainednessFeces
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-DevelopmentChild.ToiletTrainednessFeces
.hasMember:ageFirstMenstruation
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-DevelopmentChild.AgeFirstMenstruation
.hasMember:developmentLocomotion
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-DevelopmentChild.DevelopmentLocomotion
.hasMember:developmentSocial
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-DevelopmentChild.DevelopmentSocial
.hasMember:developmentLinguistics
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-DevelopmentChild.DevelopmentLinguistics
.hasMember:developmentCognition
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-DevelopmentChild.DevelopmentCognition
