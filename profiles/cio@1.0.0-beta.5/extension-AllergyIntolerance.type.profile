profile extension-AllergyIntolerance.type
  url http://nictiz.nl/fhir/5.0/StructureDefinition/extension-AllergyIntolerance.type
  name ExtensionAllergyIntoleranceType
  version 1.0.0-beta.5
  status draft
  kind complex-type
  type Extension
  base Extension
  context element AllergyIntolerance

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/5.0/StructureDefinition/extension-AllergyIntolerance.type"
.value[x]
  type CodeableConcept
  binding preferred http://hl7.org/fhir/ValueSet/allergy-intolerance-type
