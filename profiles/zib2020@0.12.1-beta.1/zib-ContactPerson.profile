profile zib-ContactPerson
  url http://nictiz.nl/fhir/StructureDefinition/zib-ContactPerson
  name ZibContactPerson
  status draft
  kind resource
  type RelatedPerson
  base RelatedPerson
  abstract true

.
.relationship
  slicing open value:$this
.relationship:role
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.3.1.2--20200901000000
.relationship:relationship
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.3.1.1--20200901000000
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
