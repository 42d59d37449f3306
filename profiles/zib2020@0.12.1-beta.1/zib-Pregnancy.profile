profile zib-Pregnancy
  url http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy
  name ZibPregnancy
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#118185001
.note ..1
.note.text
.hasMember
  slicing open profile:resolve()
.hasMember:pregnancyDuration ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy.PregnancyDuration
.hasMember:parity ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy.Parity
.hasMember:gravidity ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy.Gravidity
.hasMember:estimatedDateOfDelivery ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy.EstimatedDateOfDelivery
.hasMember:dateLastMenstruation ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy.DateLastMenstruation
