profile nl-core-Pregnancy.Parity
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Pregnancy.Parity
  name NlcorePregnancyParity
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy.Parity

.
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
