profile zib-Pregnancy.EstimatedDateOfDelivery
  url http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy.EstimatedDateOfDelivery
  name ZibPregnancyEstimatedDateOfDelivery
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#161714006
.focus ..1
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.value[x]
  slicing open type:$this
.value[x]:valueDateTime
  type dateTime
.method
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.7.14.1--20200901000000
