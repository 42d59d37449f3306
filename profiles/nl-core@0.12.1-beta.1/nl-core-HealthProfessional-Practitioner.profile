profile nl-core-HealthProfessional-Practitioner
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-Practitioner
  name NlcoreHealthProfessionalPractitioner
  status draft
  kind resource
  type Practitioner
  base http://nictiz.nl/fhir/StructureDefinition/zib-HealthProfessional-Practitioner

.
.name:nameInformation
  type HumanName http://nictiz.nl/fhir/StructureDefinition/nl-core-NameInformation
.name:nameInformation-GivenName
  type HumanName http://nictiz.nl/fhir/StructureDefinition/nl-core-NameInformation.GivenName
.telecom:telephoneNumbers
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactInformation-TelephoneNumbers
.telecom:emailAddresses
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactInformation-EmailAddresses
.address
  type Address http://nictiz.nl/fhir/StructureDefinition/nl-core-AddressInformation
