profile zib-Wound
  url http://nictiz.nl/fhir/StructureDefinition/zib-Wound
  name ZibWound
  status draft
  kind resource
  type Condition
  base Condition
  abstract true

.
.category 1..
  slicing open value:$this
.category:woundCode 1..1
  pattern CodeableConcept http://snomed.info/sct#416462003
.code
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.19.2.4--20200901000000
.bodySite ..1
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/zib-AnatomicalLocation
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.11--20200901000000
.onset[x]
  slicing open type:$this
.onset[x]:onsetDateTime
  type dateTime
.evidence.detail
  slicing open profile:resolve()
.evidence.detail:woundCharacteristics
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-wounds.WoundCharacteristics
.note ..1
.note.text
