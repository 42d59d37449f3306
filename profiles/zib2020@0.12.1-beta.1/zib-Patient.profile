profile zib-Patient
  url http://nictiz.nl/fhir/StructureDefinition/zib-Patient
  name ZibPatient
  version 0.0.1
  status draft
  kind resource
  type Patient
  base Patient
  abstract true

.
.extension:nationality
  type Extension http://hl7.org/fhir/StructureDefinition/patient-nationality
.extension:nationality.extension:code
.extension:nationality.extension:code.value[x]
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.7.6.3--20200901000000
.identifier
  slicing open value:$this
.identifier:bsn
  pattern Identifier {"system":"http://fhir.nl/fhir/NamingSystem/bsn"}
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
.gender
  binding required http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1
.gender.extension:genderCodelist ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-CodeSpecification
.gender.extension:genderCodelist.value[x]
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.0.1.1--20200901000000
.birthDate
.deceased[x]
  slicing open type:$this
.deceased[x]:deceasedBoolean
  type boolean
.deceased[x]:deceasedDateTime
  type dateTime
.address
  type Address http://nictiz.nl/fhir/StructureDefinition/zib-AddressInformation
.maritalStatus
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.7.9.1--20200901000000
.multipleBirth[x]
  slicing open type:$this
.multipleBirth[x]:multipleBirthBoolean
  type boolean
.contact
.contact.extension:contactPerson ..1
  type Extension http://hl7.org/fhir/StructureDefinition/patient-relatedPerson
.contact.extension:contactPerson.value[x]
  type Reference
    to RelatedPerson
    to http://nictiz.nl/fhir/StructureDefinition/zib-ContactPerson
.contact.relationship
  slicing open value:$this
.contact.relationship:role
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.3.1.2--20200901000000
.contact.relationship:relationship
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.3.1.1--20200901000000
.contact.name
  type HumanName http://nictiz.nl/fhir/StructureDefinition/zib-NameInformation
.contact.telecom
  slicing open profile:$this
.contact.telecom:telephoneNumbers
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/zib-ContactInformation-TelephoneNumbers
.contact.telecom:emailAddresses
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/zib-ContactInformation-EmailAddresses
.contact.address
  type Address http://nictiz.nl/fhir/StructureDefinition/zib-AddressInformation
.communication
.communication.extension:languageControl
  type Extension http://hl7.org/fhir/StructureDefinition/patient-proficiency
.communication.extension:languageControl.extension 2..
.communication.extension:languageControl.extension:level 1..
.communication.extension:languageControl.extension:level.value[x]
  binding required
.communication.extension:languageControl.extension:type 1..1
.communication.extension:communicationDetails
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-LanguageProficiency.CommunicationDetails
.communication.extension:comment ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Comment
.communication.extension:comment.value[x]
.communication.language
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.7.12.2--20200901000000
