profile ext-TreatmentDirective2.ReasonForEnding
  url http://nictiz.nl/fhir/StructureDefinition/ext-TreatmentDirective2.ReasonForEnding
  name ExtTreatmentDirective2ReasonForEnding
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Consent.provision

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-TreatmentDirective2.ReasonForEnding"
.value[x]
  type string
