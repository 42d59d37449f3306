profile ext-AdvanceDirective.Disorder
  url http://nictiz.nl/fhir/StructureDefinition/ext-AdvanceDirective.Disorder
  name ExtAdvanceDirectiveDisorder
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Consent

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-AdvanceDirective.Disorder"
.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Problem
