profile zib-DrugUse
  url http://nictiz.nl/fhir/StructureDefinition/zib-DrugUse
  name ZibDrugUse
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#228366006
.effective[x]
  slicing open type:$this
.effective[x]:effectivePeriod
  type Period
.effective[x]:effectivePeriod.start
.effective[x]:effectivePeriod.end
.value[x]
  slicing open type:$this
.value[x]:valueCodeableConcept
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.7.4.2--20200901000000
.note ..1
.note.text
.component
  slicing open value:code
.component:amount ..1
.component:amount.code
  pattern CodeableConcept http://snomed.info/sct#363908000
.component:amount.value[x]
  type string
.component:drugOrMedicationType ..1
.component:drugOrMedicationType.code
  pattern CodeableConcept http://snomed.info/sct#105590001
.component:drugOrMedicationType.value[x]
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.7.4.1--20200901000000
.component:routeOfAdministration
.component:routeOfAdministration.code
  pattern CodeableConcept http://snomed.info/sct#410675002
.component:routeOfAdministration.value[x]
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.7.4.3--20200901000000
