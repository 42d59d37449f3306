profile nl-core-FreedomRestrictingIntervention
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-FreedomRestrictingIntervention
  name NlcoreFreedomRestrictingIntervention
  status draft
  kind resource
  type Procedure
  base http://nictiz.nl/fhir/StructureDefinition/zib-FreedomRestrictingIntervention

.
.subject
  type Reference
    to Patient
    to Group
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.reasonReference:legalSituation-LegalStatus
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-LegalSituation-LegalStatus
.reasonReference:legalSituation-Representation
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-LegalSituation-Representation
