profile nl-core-FluidBalance.FluidTotalOut
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-FluidBalance.FluidTotalOut
  name NlcoreFluidBalanceFluidTotalOut
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-FluidBalance.FluidTotalOut

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
