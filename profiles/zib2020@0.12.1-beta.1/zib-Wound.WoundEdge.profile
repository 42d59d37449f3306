profile zib-Wound.WoundEdge
  url http://nictiz.nl/fhir/StructureDefinition/zib-Wound.WoundEdge
  name ZibWoundWoundEdge
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#449747006
.value[x]
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.19.2.5--20200901000000
