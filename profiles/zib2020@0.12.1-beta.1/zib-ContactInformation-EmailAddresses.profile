profile zib-ContactInformation-EmailAddresses
  url http://nictiz.nl/fhir/StructureDefinition/zib-ContactInformation-EmailAddresses
  name ZibContactInformationEmailAddresses
  status draft
  kind complex-type
  type ContactPoint
  base ContactPoint
  abstract true

.
.system 1..
  pattern Code "email"
.value
.use
  binding required http://nictiz.nl/fhir/ValueSet/ContactInformation-EmailAddressesUse
