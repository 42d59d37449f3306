profile nl-core-ContactPerson
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactPerson
  name NlcoreContactPerson
  status draft
  kind resource
  type RelatedPerson
  base http://nictiz.nl/fhir/StructureDefinition/zib-ContactPerson

.
.patient
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
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
