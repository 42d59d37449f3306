profile zib-Wound.WoundMoisture
  url http://nictiz.nl/fhir/StructureDefinition/zib-Wound.WoundMoisture
  name ZibWoundWoundMoisture
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#298007001
.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.19.2.3--20200901000000
