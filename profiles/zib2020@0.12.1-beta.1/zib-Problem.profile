profile zib-Problem
  url http://nictiz.nl/fhir/StructureDefinition/zib-Problem
  name ZibProblem
  status draft
  kind resource
  type Condition
  base Condition
  abstract true

.
.clinicalStatus
  binding required http://hl7.org/fhir/ValueSet/condition-clinical|4.0.1
.verificationStatus
  binding required http://hl7.org/fhir/ValueSet/condition-ver-status|4.0.1
.verificationStatus.coding 1..
  slicing open value:$this
.verificationStatus.coding:verificationStatusCodelist 1..1
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.5.1.4--20200901000000
.category
  slicing open value:$this
.category:problemType ..1
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.5.1.1--20200901000000
.code
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.5.1.3--20200901000000
.code.extension:furtherSpecificationProblemName ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Problem.FurtherSpecificationProblemName
.bodySite ..1
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/zib-AnatomicalLocation
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.11--20200901000000
.onset[x]
  slicing open type:$this
.onset[x]:onsetDateTime
  type dateTime
.abatement[x]
  slicing open type:$this
.abatement[x]:abatementDateTime
  type dateTime
.note ..1
.note.text
