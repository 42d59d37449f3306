profile zib-Payer.InsuranceCompany
  url http://nictiz.nl/fhir/StructureDefinition/zib-Payer.InsuranceCompany
  name ZibPayerInsuranceCompany
  status draft
  kind resource
  type Coverage
  base Coverage
  abstract true

.
.status
.type
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.1.1.1--20200901000000
.subscriberId
.period.start
.period.end
.payor ..1
  type Reference
    to Organization
    to Patient
    to RelatedPerson
    to http://nictiz.nl/fhir/StructureDefinition/zib-Payer-Organization
