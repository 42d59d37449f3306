profile nl-core-HealthcareProvider
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider
  name NlcoreHealthcareProvider
  status draft
  kind resource
  type Location
  base http://nictiz.nl/fhir/StructureDefinition/zib-HealthcareProvider

.
.telecom:telephoneNumbers
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactInformation-TelephoneNumbers
.telecom:emailAddresses
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactInformation-EmailAddresses
.address
  type Address http://nictiz.nl/fhir/StructureDefinition/nl-core-AddressInformation
.managingOrganization
  type Reference
    to Organization
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
.partOf
  type Reference
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider
