profile nl-core-Payer.InsuranceCompany
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Payer.InsuranceCompany
  name NlcorePayerInsuranceCompany
  status draft
  kind resource
  type Coverage
  base http://nictiz.nl/fhir/StructureDefinition/zib-Payer.InsuranceCompany

.
.beneficiary
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.payor
  type Reference
    to Organization
    to Patient
    to RelatedPerson
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Payer-Organization
