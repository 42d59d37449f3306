profile nl-core-AllergyIntolerance
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-AllergyIntolerance
  name NlcoreAllergyIntolerance
  status draft
  kind resource
  type AllergyIntolerance
  base http://nictiz.nl/fhir/StructureDefinition/zib-AllergyIntolerance

.
.patient
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
