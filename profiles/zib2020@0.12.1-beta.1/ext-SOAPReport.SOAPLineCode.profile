profile ext-SOAPReport.SOAPLineCode
  url http://nictiz.nl/fhir/StructureDefinition/ext-SOAPReport.SOAPLineCode
  name ExtSOAPReportSOAPLineCode
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Observation

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-SOAPReport.SOAPLineCode"
.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.13.6.1--20200901000000
.value[x].coding
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.13.6.1--20200901000000
