profile zib-LaboratoryTestResult
  url http://nictiz.nl/fhir/StructureDefinition/zib-LaboratoryTestResult
  name ZibLaboratoryTestResult
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.extension:sequelTo
  type Extension http://hl7.org/fhir/StructureDefinition/observation-sequelTo
.extension:sequelTo.value[x]
  type Reference
    to Observation
    to http://nictiz.nl/fhir/StructureDefinition/zib-LaboratoryTestResult
.status
  binding required http://hl7.org/fhir/ValueSet/observation-status|4.0.1
.category 1..
  slicing open value:$this
.category:laboratoryCategory 1..1
  pattern CodeableConcept http://terminology.hl7.org/CodeSystem/observation-category#laboratory
.category:resultType ..1
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.13.1.1--20200901000000
.code
  binding required http://nictiz.nl/fhir/ValueSet/TestCode-en-Onderzoek-Codelijsten
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.performer
  slicing open profile:resolve()
.performer:performer ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthcareProvider-Organization
.value[x]
.interpretation
  slicing open exists:coding
.interpretation:resultFlags
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.13.1.7--20200901000000
.interpretation:resultFlags.coding 1..
.interpretation:resultInterpretation ..1
.interpretation:resultInterpretation.coding ..0
.interpretation:resultInterpretation.text
.note ..1
.note.text
.method
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.13.1.4--20200901000000
.specimen
  type Reference
    to Specimen
    to http://nictiz.nl/fhir/StructureDefinition/zib-LaboratoryTestResult.Specimen
.referenceRange.low
.referenceRange.high
.hasMember
  slicing open profile:resolve()
.hasMember:laboratoryTest
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-LaboratoryTestResult
