profile zib-Wound.WoundTissue
  url http://nictiz.nl/fhir/StructureDefinition/zib-Wound.WoundTissue
  name ZibWoundWoundTissue
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#148641000146109
.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.21--20200901000000
