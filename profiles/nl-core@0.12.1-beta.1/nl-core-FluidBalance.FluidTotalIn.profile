profile nl-core-FluidBalance.FluidTotalIn
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-FluidBalance.FluidTotalIn
  name NlcoreFluidBalanceFluidTotalIn
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-FluidBalance.FluidTotalIn

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
