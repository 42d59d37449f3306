profile path-Report
  url http://medmij.nl/fhir/StructureDefinition/path-Report
  name PathReport
  status draft
  kind resource
  type DiagnosticReport
  base DiagnosticReport

.
  constraint path-Report-1 error code.coding.where(system = 'http://snomed.info/sct' and code = '1348332002').exists() xor code.coding.where(system = 'http://snomed.info/sct' and code = '252416005').exists()
    source http://medmij.nl/fhir/StructureDefinition/path-Report
.identifier 1..
  slicing open profile:$this
.identifier:reportIdentifier 1..1
  type Identifier http://medmij.nl/fhir/StructureDefinition/path-Report.ReportIdentifier
.basedOn 1..1
  type Reference
    to ServiceRequest
    to http://medmij.nl/fhir/StructureDefinition/path-Request
.status
  pattern Code "final"
.category 1..
  slicing open value:$this
.category:pathology 1..1
  pattern CodeableConcept http://snomed.info/sct#108257001
.code
.code.coding 1..
  slicing open value:$this
.code.coding:cytology 0..1
  pattern Coding http://snomed.info/sct#1348332002
.code.coding:histology 0..1
  pattern Coding http://snomed.info/sct#252416005
.subject 1..
  type Reference
    to Patient
    to http://medmij.nl/fhir/StructureDefinition/path-Patient
.effective[x] 1..
  slicing open type:$this
.effective[x]:effectivePeriod 1..1
  type Period
.effective[x]:effectivePeriod.start 1..
.effective[x]:effectivePeriod.end 1..
.resultsInterpreter 1..1
  type Reference
    to Practitioner
    to PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-Practitioner
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.specimen 1..
  type Reference
    to Specimen
    to http://medmij.nl/fhir/StructureDefinition/path-Request.Specimen
.result 1..
  slicing open value:resolve().code
  type Reference
    to Observation
    to http://medmij.nl/fhir/StructureDefinition/path-Report.ProtocolDataItem
.result:clinicalInformation 0..1
  type Reference
    to http://medmij.nl/fhir/StructureDefinition/path-Report.ClinicalInformation
.result:macroscopy 0..1
  type Reference
    to http://medmij.nl/fhir/StructureDefinition/path-Report.Macroscopy
.result:microscopy 1..1
  type Reference
    to http://medmij.nl/fhir/StructureDefinition/path-Report.Microscopy
.conclusion 1..
