profile zib-DevelopmentChild
  url http://nictiz.nl/fhir/StructureDefinition/zib-DevelopmentChild
  name ZibDevelopmentChild
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#251803000
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.note ..1
.note.text
.hasMember
  slicing open profile:resolve()
.hasMember:toiletTrainednessUrine ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-DevelopmentChild.ToiletTrainednessUrine
.hasMember:toiletTrainednessFeces ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-DevelopmentChild.ToiletTrainednessFeces
.hasMember:ageFirstMenstruation ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-DevelopmentChild.AgeFirstMenstruation
.hasMember:developmentLocomotion ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-DevelopmentChild.DevelopmentLocomotion
.hasMember:developmentSocial ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-DevelopmentChild.DevelopmentSocial
.hasMember:developmentLinguistics ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-DevelopmentChild.DevelopmentLinguistics
.hasMember:developmentCognition ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-DevelopmentChild.DevelopmentCognition
