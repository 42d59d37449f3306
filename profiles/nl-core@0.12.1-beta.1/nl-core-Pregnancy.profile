profile nl-core-Pregnancy
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Pregnancy
  name NlcorePregnancy
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.hasMember:pregnancyDuration
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Pregnancy.PregnancyDuration
.hasMember:parity
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Pregnancy.Parity
.hasMember:gravidity
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Pregnancy.Gravidity
.hasMember:estimatedDateOfDelivery
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Pregnancy.EstimatedDateOfDelivery
.hasMember:dateLastMenstruation
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Pregnancy.DateLastMenstruation
