profile zib-HealthProfessional-Practitioner
  url http://nictiz.nl/fhir/StructureDefinition/zib-HealthProfessional-Practitioner
  name ZibHealthProfessionalPractitioner
  status draft
  kind resource
  type Practitioner
  base Practitioner
  abstract true

.
.identifier
  slicing open value:$this
.identifier:big
  pattern Identifier {"system":"http://fhir.nl/fhir/NamingSystem/big"}
.identifier:uzi
  pattern Identifier {"system":"http://fhir.nl/fhir/NamingSystem/uzi-nr-pers"}
.identifier:agb
  pattern Identifier {"system":"http://fhir.nl/fhir/NamingSystem/agb-z"}
.name
  slicing open value:use
.name:nameInformation ..2
  type HumanName http://nictiz.nl/fhir/StructureDefinition/zib-NameInformation
.name:nameInformation-GivenName
  type HumanName http://nictiz.nl/fhir/StructureDefinition/zib-NameInformation.GivenName
.telecom
  slicing open profile:$this
.telecom:telephoneNumbers
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/zib-ContactInformation-TelephoneNumbers
.telecom:emailAddresses
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/zib-ContactInformation-EmailAddresses
.address
  type Address http://nictiz.nl/fhir/StructureDefinition/zib-AddressInformation
.gender
  binding required http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1
.gender.extension:genderCodelist
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-CodeSpecification
.gender.extension:genderCodelist.value[x]
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.17.1.8--20200901000000
