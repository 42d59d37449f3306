profile ext-Procedure.ProcedureMethod
  url http://nictiz.nl/fhir/StructureDefinition/ext-Procedure.ProcedureMethod
  name ExtProcedureProcedureMethod
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Procedure

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-Procedure.ProcedureMethod"
.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.14.1.4--20200901000000
