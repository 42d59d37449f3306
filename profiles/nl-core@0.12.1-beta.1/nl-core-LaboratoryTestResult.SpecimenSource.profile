profile nl-core-LaboratoryTestResult.SpecimenSource
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-LaboratoryTestResult.SpecimenSource
  name NlcoreLaboratoryTestResultSpecimenSource
  status draft
  kind resource
  type Device
  base http://nictiz.nl/fhir/StructureDefinition/zib-LaboratoryTestResult.SpecimenSource

.
.patient
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
