profile ext-MedicationContraIndication.ReasonClosure
  url http://nictiz.nl/fhir/StructureDefinition/ext-MedicationContraIndication.ReasonClosure
  name ExtMedicationContraIndicationReasonClosure
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Flag

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-MedicationContraIndication.ReasonClosure"
.value[x]
  type string
