profile ext-NursingInterventionReference
  url http://nictiz.nl/fhir/StructureDefinition/ext-NursingInterventionReference
  name ExtNursingInterventionReference
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Resource

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-NursingInterventionReference"
.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-NursingIntervention
