profile nl-core-Patient
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
  name NlcorePatient
  status draft
  kind resource
  type Patient
  base http://nictiz.nl/fhir/StructureDefinition/zib-Patient

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
.contact
.contact.extension:contactPerson
.contact.extension:contactPerson.value[x]
  type Reference
    to RelatedPerson
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactPerson
.contact.name
  type HumanName http://nictiz.nl/fhir/StructureDefinition/nl-core-NameInformation
.contact.telecom:telephoneNumbers
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactInformation-TelephoneNumbers
.contact.telecom:emailAddresses
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactInformation-EmailAddresses
.contact.address
  type Address http://nictiz.nl/fhir/StructureDefinition/nl-core-AddressInformation
.generalPractitioner
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Organization
    to Practitioner
    to PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
