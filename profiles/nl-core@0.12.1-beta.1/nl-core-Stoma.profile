profile nl-core-Stoma
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Stoma
  name NlcoreStoma
  status draft
  kind resource
  type Condition
  base http://nictiz.nl/fhir/StructureDefinition/zib-Stoma

.
.bodySite
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/nl-core-AnatomicalLocation
.subject
  type Reference
    to Patient
    to Group
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
