profile zib-Payer-Organization
  url http://nictiz.nl/fhir/StructureDefinition/zib-Payer-Organization
  name ZibPayerOrganization
  status draft
  kind resource
  type Organization
  base Organization
  abstract true

.
.identifier
  slicing open value:$this
.identifier:uzovi ..1
  pattern Identifier {"system":"http://fhir.nl/fhir/NamingSystem/uzovi"}
.name
.telecom
  slicing open profile:$this
.telecom:telephoneNumbers
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/zib-ContactInformation-TelephoneNumbers
.telecom:emailAddresses
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/zib-ContactInformation-EmailAddresses
.address
  type Address http://nictiz.nl/fhir/StructureDefinition/zib-AddressInformation
