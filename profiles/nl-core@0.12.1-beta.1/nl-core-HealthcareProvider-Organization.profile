profile nl-core-HealthcareProvider-Organization
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
  name NlcoreHealthcareProviderOrganization
  status draft
  kind resource
  type Organization
  base http://nictiz.nl/fhir/StructureDefinition/zib-HealthcareProvider-Organization

.
.telecom
  slicing open profile:$this
.telecom:telephoneNumbers
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactInformation-TelephoneNumbers
.telecom:emailAddresses
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactInformation-EmailAddresses
.address
  type Address http://nictiz.nl/fhir/StructureDefinition/nl-core-AddressInformation
.partOf
  type Reference
    to Organization
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
.contact.name
  type HumanName http://nictiz.nl/fhir/StructureDefinition/nl-core-NameInformation
.contact.telecom
  slicing open profile:$this
.contact.telecom:telephoneNumbers
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactInformation-TelephoneNumbers
.contact.telecom:emailAddresses
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactInformation-EmailAddresses
.contact.address
  type Address http://nictiz.nl/fhir/StructureDefinition/nl-core-AddressInformation
