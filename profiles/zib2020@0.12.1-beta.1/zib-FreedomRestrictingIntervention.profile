profile zib-FreedomRestrictingIntervention
  url http://nictiz.nl/fhir/StructureDefinition/zib-FreedomRestrictingIntervention
  name ZibFreedomRestrictingIntervention
  status draft
  kind resource
  type Procedure
  base Procedure
  abstract true

.
.extension:legallyCapable ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-FreedomRestrictingIntervention.LegallyCapable
.extension:assent ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-FreedomRestrictingIntervention.Assent
.status
.category 1..
  pattern CodeableConcept http://snomed.info/sct#225317005
.code
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.20--20200901000000
.performed[x]
  slicing open type:$this
.performed[x]:performedPeriod
  type Period
.performed[x]:performedPeriod.start
.performed[x]:performedPeriod.end
.performed[x]:performedDateTime
  type dateTime
.reasonCode ..1
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.20.5.4--20200901000000
.reasonReference
  slicing open profile:resolve()
.reasonReference:legalSituation-LegalStatus ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-LegalSituation-LegalStatus
.reasonReference:legalSituation-Representation ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-LegalSituation-Representation
