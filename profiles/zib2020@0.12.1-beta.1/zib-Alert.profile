profile zib-Alert
  url http://nictiz.nl/fhir/StructureDefinition/zib-Alert
  name ZibAlert
  status draft
  kind resource
  type Flag
  base Flag
  abstract true

.
  constraint zib-Alert-1 error code.memberOf('http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.8.3.2--20200901000000') implies extension.where(url = 'http://hl7.org/fhir/StructureDefinition/flag-detail').exists().not()
  constraint zib-Alert-2 error extension('http://hl7.org/fhir/StructureDefinition/flag-detail').exists() implies code.coding.where($this.system = 'http://terminology.hl7.org/CodeSystem/data-absent-reason' and $this.code = 'not-applicable').exists()
.extension:condition ..1
  type Extension http://hl7.org/fhir/StructureDefinition/flag-detail
.extension:condition.value[x]
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/zib-Problem
.extension:comment ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Comment
.extension:comment.value[x]
.status
.category
  slicing open value:$this
.category:alertType ..1
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.8.3.1--20200901000000
.code
.code.coding 1..
  slicing open value:$this
.code.coding:alertName ..1
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.8.3.2--20200901000000
.code.coding:dataAbsentReason ..1
  pattern Coding http://terminology.hl7.org/CodeSystem/data-absent-reason#not-applicable
.period.start
.period.end
