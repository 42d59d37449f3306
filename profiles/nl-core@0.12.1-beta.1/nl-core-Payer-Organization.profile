profile nl-core-Payer-Organization
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Payer-Organization
  name NlcorePayerOrganization
  status draft
  kind resource
  type Organization
  base http://nictiz.nl/fhir/StructureDefinition/zib-Payer-Organization

.
.telecom:telephoneNumbers
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactInformation-TelephoneNumbers
.telecom:emailAddresses
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactInformation-EmailAddresses
.address
  type Address http://nictiz.nl/fhir/StructureDefinition/nl-core-AddressInformation
