profile nl-core-SkinDisorder
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-SkinDisorder
  name NlcoreSkinDisorder
  status draft
  kind resource
  type Condition
  base http://nictiz.nl/fhir/StructureDefinition/zib-SkinDisorder

.
.extension:cause
.extension:cause.value[x]
  type Reference
    to Condition
    to Procedure
    to MedicationAdministration
    to Immunization
    to MedicationStatement
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Problem
.bodySite
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/nl-core-AnatomicalLocation
.subject
  type Reference
    to Patient
    to Group
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
