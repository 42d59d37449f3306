profile zib-HealthcareProvider
  url http://nictiz.nl/fhir/StructureDefinition/zib-HealthcareProvider
  name ZibHealthcareProvider
  status draft
  kind resource
  type Location
  base Location
  abstract true

.
.name
.telecom
  slicing open profile:$this
.telecom:telephoneNumbers
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/zib-ContactInformation-TelephoneNumbers
.telecom:emailAddresses
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/zib-ContactInformation-EmailAddresses
.address
  type Address http://nictiz.nl/fhir/StructureDefinition/zib-AddressInformation
.managingOrganization
  type Reference
    to Organization
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthcareProvider-Organization
