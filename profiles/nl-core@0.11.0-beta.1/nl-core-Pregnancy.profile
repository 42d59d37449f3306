profile nl-core-Pregnancy
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Pregnancy
  name NlcorePregnancy
  status draft
  kind resource
  type Condition
  base http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy

.
.subject
  type Reference
    to Patient
    to Group
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
