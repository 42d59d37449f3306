profile nl-core-FluidBalance
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-FluidBalance
  name NlcoreFluidBalance
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-FluidBalance

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.hasMember:fluidTotalIn
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-FluidBalance.FluidTotalIn
.hasMember:fluidTotalOut
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-FluidBalance.FluidTotalOut
