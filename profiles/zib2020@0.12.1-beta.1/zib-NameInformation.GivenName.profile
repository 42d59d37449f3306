profile zib-NameInformation.GivenName
  url http://nictiz.nl/fhir/StructureDefinition/zib-NameInformation.GivenName
  name ZibNameInformationGivenName
  status draft
  kind complex-type
  type HumanName
  base HumanName
  abstract true

.
.use 1..
  pattern Code "usual"
.given 1..
