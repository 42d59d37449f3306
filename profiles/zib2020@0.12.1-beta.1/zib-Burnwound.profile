profile zib-Burnwound
  url http://nictiz.nl/fhir/StructureDefinition/zib-Burnwound
  name ZibBurnwound
  status draft
  kind resource
  type Condition
  base Condition
  abstract true

.
.category 1..
  slicing open value:$this
.category:burnWoundCode 1..1
  pattern CodeableConcept http://snomed.info/sct#125666000
.code
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.19.4.3--20200901000000
.bodySite ..1
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/zib-AnatomicalLocation
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.11--20200901000000
.bodySite.extension:laterality
.bodySite.extension:laterality.value[x]
.onset[x]
  slicing open type:$this
.onset[x]:onsetDateTime
  type dateTime
.stage ..1
.stage.summary
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.19.4.1--20200901000000
.evidence.detail
  slicing open profile:resolve()
.evidence.detail:woundCharacteristics
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-wounds.WoundCharacteristics
.note ..1
.note.text
