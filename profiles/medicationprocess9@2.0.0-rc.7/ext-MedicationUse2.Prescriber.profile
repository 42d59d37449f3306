profile ext-MedicationUse2.Prescriber
  url http://nictiz.nl/fhir/StructureDefinition/ext-MedicationUse2.Prescriber
  name ExtMedicationUse2Prescriber
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationStatement

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-MedicationUse2.Prescriber"
.value[x]
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
