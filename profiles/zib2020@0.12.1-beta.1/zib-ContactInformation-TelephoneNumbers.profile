profile zib-ContactInformation-TelephoneNumbers
  url http://nictiz.nl/fhir/StructureDefinition/zib-ContactInformation-TelephoneNumbers
  name ZibContactInformationTelephoneNumbers
  status draft
  kind complex-type
  type ContactPoint
  base ContactPoint
  abstract true

.
.extension:comment ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Comment
.extension:comment.value[x]
.system 1..
  binding required http://nictiz.nl/fhir/ValueSet/ContactInformation-TelephoneNumbersSystem
.system.extension:telecomType ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-CodeSpecification
.system.extension:telecomType.value[x]
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.20.6.1--20200901000000
.value
.use
  binding required http://nictiz.nl/fhir/ValueSet/ContactInformation-TelephoneNumbersUse
