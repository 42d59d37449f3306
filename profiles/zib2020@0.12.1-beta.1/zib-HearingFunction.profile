profile zib-HearingFunction
  url http://nictiz.nl/fhir/StructureDefinition/zib-HearingFunction
  name ZibHearingFunction
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.extension:hearingAid
  type Extension http://hl7.org/fhir/StructureDefinition/workflow-supportingInfo
  modifier false
.extension:hearingAid.value[x]
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/zib-HearingFunction.HearingAid
.code
  pattern CodeableConcept http://snomed.info/sct#47078008
.value[x]
  slicing open type:$this
.value[x]:valueCodeableConcept
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.17.1--20200901000000
.note ..1
.note.text
