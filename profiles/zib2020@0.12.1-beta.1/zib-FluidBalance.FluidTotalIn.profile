profile zib-FluidBalance.FluidTotalIn
  url http://nictiz.nl/fhir/StructureDefinition/zib-FluidBalance.FluidTotalIn
  name ZibFluidBalanceFluidTotalIn
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#251852001
.effective[x]
  slicing open type:$this
.effective[x]:effectivePeriod
  type Period
.effective[x]:effectivePeriod.start
.effective[x]:effectivePeriod.end
.value[x]
  type Quantity
