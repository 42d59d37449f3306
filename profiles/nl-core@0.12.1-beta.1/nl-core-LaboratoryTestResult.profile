profile nl-core-LaboratoryTestResult
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-LaboratoryTestResult
  name NlcoreLaboratoryTestResult
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-LaboratoryTestResult

.
.extension:sequelTo
.extension:sequelTo.value[x]
  type Reference
    to Observation
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-LaboratoryTestResult
.extension:edifactReferenceNumber
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-EdifactReferenceNumber
.extension:copyIndicator
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-CopyIndicator
.identifier
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.performer:performer
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
.specimen
  type Reference
    to Specimen
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-LaboratoryTestResult.Specimen
.hasMember:laboratoryTest
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-LaboratoryTestResult
