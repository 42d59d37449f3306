profile ext-MedicationAdministration2.ReasonForDeviation
  url http://nictiz.nl/fhir/StructureDefinition/ext-MedicationAdministration2.ReasonForDeviation
  name ExtMedicationAdministration2ReasonForDeviation
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationAdministration

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-MedicationAdministration2.ReasonForDeviation"
.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.20.77.11.47--20240131165054
