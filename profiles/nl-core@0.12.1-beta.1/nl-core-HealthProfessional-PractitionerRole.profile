profile nl-core-HealthProfessional-PractitionerRole
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
  name NlcoreHealthProfessionalPractitionerRole
  status draft
  kind resource
  type PractitionerRole
  base http://nictiz.nl/fhir/StructureDefinition/zib-HealthProfessional-PractitionerRole

.
.practitioner
  type Reference
    to Practitioner
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-Practitioner
.organization
  type Reference
    to Organization
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
.location
  type Reference
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider
.telecom:telephoneNumbers
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactInformation-TelephoneNumbers
.telecom:emailAddresses
  type ContactPoint http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactInformation-EmailAddresses
