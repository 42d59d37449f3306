profile nl-core-Pregnancy.Gravidity
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Pregnancy.Gravidity
  name NlcorePregnancyGravidity
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy.Gravidity

.
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
