profile ext-FreedomRestrictingIntervention.Assent
  url http://nictiz.nl/fhir/StructureDefinition/ext-FreedomRestrictingIntervention.Assent
  name ExtFreedomRestrictingInterventionAssent
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Procedure

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-FreedomRestrictingIntervention.Assent"
.value[x]
  type CodeableConcept
.value[x].coding
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.14.6.5--20200901000000
