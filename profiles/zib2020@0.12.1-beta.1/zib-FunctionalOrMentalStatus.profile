profile zib-FunctionalOrMentalStatus
  url http://nictiz.nl/fhir/StructureDefinition/zib-FunctionalOrMentalStatus
  name ZibFunctionalOrMentalStatus
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.extension:medicalDevice
  type Extension http://hl7.org/fhir/StructureDefinition/workflow-supportingInfo
  modifier false
.extension:medicalDevice.value[x]
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/zib-MedicalDevice
.category 1..
  slicing open value:$this
  constraint zib-FunctionalOrMentalStatus-1 warning where(coding.system = 'http://snomed.info/sct' and coding.code = '118228005').exists() xor where(coding.system = 'http://snomed.info/sct' and coding.code = '384821006').exists()
.category:functionalStatusFinding ..1
  pattern CodeableConcept http://snomed.info/sct#118228005
.category:mentalStatusFinding ..1
  pattern CodeableConcept http://snomed.info/sct#384821006
.code
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.4--20200901000000
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.value[x]
  slicing open type:$this
.value[x]:valueCodeableConcept
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.3--20200901000000
.note ..1
.note.text
