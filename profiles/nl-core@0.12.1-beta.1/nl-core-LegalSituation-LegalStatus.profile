profile nl-core-LegalSituation-LegalStatus
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-LegalSituation-LegalStatus
  name NlcoreLegalSituationLegalStatus
  status draft
  kind resource
  type Condition
  base http://nictiz.nl/fhir/StructureDefinition/zib-LegalSituation-LegalStatus

.
.subject
  type Reference
    to Patient
    to Group
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
