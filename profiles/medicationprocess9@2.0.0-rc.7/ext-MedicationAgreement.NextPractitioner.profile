profile ext-MedicationAgreement.NextPractitioner
  url http://nictiz.nl/fhir/StructureDefinition/ext-MedicationAgreement.NextPractitioner
  name ExtMedicationAgreementNextPractitioner
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationRequest

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-MedicationAgreement.NextPractitioner"
.value[x]
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
    to Organization
