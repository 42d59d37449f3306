profile zib-LegalSituation-LegalStatus
  url http://nictiz.nl/fhir/StructureDefinition/zib-LegalSituation-LegalStatus
  name ZibLegalSituationLegalStatus
  status draft
  kind resource
  type Condition
  base Condition
  abstract true

.
.category 1..
  slicing open value:$this
.category:legalStatusCode 1..1
  pattern CodeableConcept http://snomed.info/sct#303186005
.code 1..
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.7.17.1--20200901000000
.onset[x]
  slicing open type:$this
.onset[x]:onsetDateTime
  type dateTime
.abatement[x]
  slicing open type:$this
.abatement[x]:abatementDateTime
  type dateTime
