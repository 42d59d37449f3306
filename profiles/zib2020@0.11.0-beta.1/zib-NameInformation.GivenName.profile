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
.family ..0
.given 1..
.prefix ..0
.suffix ..0
