profile zib-SOAPReport.SOAPLine
  url http://nictiz.nl/fhir/StructureDefinition/zib-SOAPReport.SOAPLine
  name ZibSOAPReportSOAPLine
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
  constraint zib-SOAPReport-1 error extension('http://nictiz.nl/fhir/StructureDefinition/ext-SOAPReport.SOAPLineCode').exists() implies (code.coding.where(code = '255362007' and system = 'http://snomed.info/sct').exists() or code.coding.where(code = '129265001' and system = 'http://snomed.info/sct').exists())
.extension:soapLineCode
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-SOAPReport.SOAPLineCode
.extension:soapLineCode.value[x]
.status
.code
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.13.6.2--20200901000000
.code.coding
.value[x]
  slicing open type:$this
.value[x]:valueString
  type string
