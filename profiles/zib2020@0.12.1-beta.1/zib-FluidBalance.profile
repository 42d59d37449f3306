profile zib-FluidBalance
  url http://nictiz.nl/fhir/StructureDefinition/zib-FluidBalance
  name ZibFluidBalance
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#710853006
.effective[x]
  slicing open type:$this
.effective[x]:effectivePeriod
  type Period
.effective[x]:effectivePeriod.start
.effective[x]:effectivePeriod.end
.note ..1
.note.text
.hasMember
  slicing open profile:resolve()
.hasMember:fluidTotalIn ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-FluidBalance.FluidTotalIn
.hasMember:fluidTotalOut ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-FluidBalance.FluidTotalOut
