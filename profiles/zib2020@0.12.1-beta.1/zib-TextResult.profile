profile zib-TextResult
  url http://nictiz.nl/fhir/StructureDefinition/zib-TextResult
  name ZibTextResult
  version 0.0.1
  status draft
  kind resource
  type DiagnosticReport
  base DiagnosticReport
  abstract true

.
.status
  binding required http://hl7.org/fhir/ValueSet/diagnostic-report-status|4.0.1
.status.extension:textResultStatus ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-CodeSpecification
.status.extension:textResultStatus.value[x]
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.13.2.2--20200901000000
.code
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.13.2.1--20200901000000
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.media.link
  type Reference
    to Media
    to http://nictiz.nl/fhir/StructureDefinition/zib-TextResult.VisualResult
.conclusion
