profile zib-HealthcareProvider-Organization
  url http://nictiz.nl/fhir/StructureDefinition/zib-HealthcareProvider-Organization
  name ZibHealthcareProviderOrganization
  status draft
  kind resource
  type Organization
  base Organization
  abstract true

.
.identifier
  slicing open value:$this
.identifier:ura
  pattern Identifier {"system":"http://fhir.nl/fhir/NamingSystem/ura"}
.identifier:agb
  pattern Identifier {"system":"http://fhir.nl/fhir/NamingSystem/agb-z"}
.type
  slicing open value:$this
.type:departmentSpecialty ..1
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.17.2.4--20200901000000
.type:organizationType ..1
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.17.2.3--20200901000000
.name
