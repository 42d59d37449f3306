profile zib-Payer.PayerPerson
  url http://nictiz.nl/fhir/StructureDefinition/zib-Payer.PayerPerson
  name ZibPayerPayerPerson
  status draft
  kind resource
  type Coverage
  base Coverage
  abstract true

.
.extension:bankInformation
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Payer.BankInformation
.status
.type 1..
  pattern CodeableConcept http://terminology.hl7.org/CodeSystem/coverage-selfpay#pay
.payor ..1
  type Reference
    to Organization
    to Patient
    to RelatedPerson
    to http://nictiz.nl/fhir/StructureDefinition/zib-Payer-Organization
    to http://nictiz.nl/fhir/StructureDefinition/zib-Patient
    to http://nictiz.nl/fhir/StructureDefinition/zib-ContactPerson
