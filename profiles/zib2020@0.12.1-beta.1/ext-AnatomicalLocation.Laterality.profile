profile ext-AnatomicalLocation.Laterality
  url http://nictiz.nl/fhir/StructureDefinition/ext-AnatomicalLocation.Laterality
  name ExtAnatomicalLocationLaterality
  status draft
  kind complex-type
  type Extension
  base Extension
  context element CodeableConcept

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-AnatomicalLocation.Laterality"
.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.20.7.2--20200901000000
