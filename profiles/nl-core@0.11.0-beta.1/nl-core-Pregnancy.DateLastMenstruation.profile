profile nl-core-Pregnancy.DateLastMenstruation
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Pregnancy.DateLastMenstruation
  name NlcorePregnancyDateLastMenstruation
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy.DateLastMenstruation

.
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.focus
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Pregnancy
