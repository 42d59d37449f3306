profile ext-MedicationAdministration2.InjectionPatchSite
  url http://nictiz.nl/fhir/StructureDefinition/ext-MedicationAdministration2.InjectionPatchSite
  name ExtMedicationAdministration2InjectionPatchSite
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationAdministration

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-MedicationAdministration2.InjectionPatchSite"
.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.20.77.11.53--20220323181942
.value[x].extension:laterality ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-AnatomicalLocation.Laterality
