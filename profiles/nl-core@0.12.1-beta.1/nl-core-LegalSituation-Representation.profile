profile nl-core-LegalSituation-Representation
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-LegalSituation-Representation
  name NlcoreLegalSituationRepresentation
  status draft
  kind resource
  type Condition
  base http://nictiz.nl/fhir/StructureDefinition/zib-LegalSituation-Representation

.
.subject
  type Reference
    to Patient
    to Group
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
