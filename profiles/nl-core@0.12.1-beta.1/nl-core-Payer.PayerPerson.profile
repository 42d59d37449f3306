profile nl-core-Payer.PayerPerson
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Payer.PayerPerson
  name NlcorePayerPayerPerson
  status draft
  kind resource
  type Coverage
  base http://nictiz.nl/fhir/StructureDefinition/zib-Payer.PayerPerson

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
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactPerson
