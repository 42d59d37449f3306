profile ext-TreatmentDirective2.SpecificationOther
  url http://nictiz.nl/fhir/StructureDefinition/ext-TreatmentDirective2.SpecificationOther
  name ExtTreatmentDirective2SpecificationOther
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Consent

. ..1
  modifier true
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-TreatmentDirective2.SpecificationOther"
.value[x]
  type string
