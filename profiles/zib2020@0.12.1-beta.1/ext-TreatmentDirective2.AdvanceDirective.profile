profile ext-TreatmentDirective2.AdvanceDirective
  url http://nictiz.nl/fhir/StructureDefinition/ext-TreatmentDirective2.AdvanceDirective
  name ExtTreatmentDirective2AdvanceDirective
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Consent

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-TreatmentDirective2.AdvanceDirective"
.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-AdvanceDirective
