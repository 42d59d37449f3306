profile ext-MedicationUse2.Author
  url http://nictiz.nl/fhir/StructureDefinition/ext-MedicationUse2.Author
  name ExtMedicationUse2Author
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationStatement

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-MedicationUse2.Author"
.value[x]
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
