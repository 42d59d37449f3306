profile ext-MedicationDispense.DistributionForm
  url http://nictiz.nl/fhir/StructureDefinition/ext-MedicationDispense.DistributionForm
  name ExtMedicationDispenseDistributionForm
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationDispense

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-MedicationDispense.DistributionForm"
.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.9.9.1--20200901000000
