profile nl-core-Problem
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Problem
  name NlcoreProblem
  status draft
  kind resource
  type Condition
  base http://nictiz.nl/fhir/StructureDefinition/zib-Problem

.
.bodySite
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/nl-core-AnatomicalLocation
.subject
  type Reference
    to Patient
    to Group
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
