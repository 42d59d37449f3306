profile zib-HealthProfessional-PractitionerRole
  url http://nictiz.nl/fhir/StructureDefinition/zib-HealthProfessional-PractitionerRole
  name ZibHealthProfessionalPractitionerRole
  status draft
  kind resource
  type PractitionerRole
  base PractitionerRole
  abstract true

.
.practitioner
  type Reference
    to Practitioner
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthProfessional-Practitioner
.organization
  type Reference
    to Organization
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthcareProvider-Organization
.specialty
  slicing open value:$this
.specialty:specialty ..1
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.22--20200901000000
.telecom
  slicing open profile:$this
.telecom:telephoneNumbers
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/zib-ContactInformation-TelephoneNumbers
.telecom:emailAddresses
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/zib-ContactInformation-EmailAddresses
