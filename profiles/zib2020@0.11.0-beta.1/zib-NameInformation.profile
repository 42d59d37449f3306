profile zib-NameInformation
  url http://nictiz.nl/fhir/StructureDefinition/zib-NameInformation
  name ZibNameInformation
  status draft
  kind complex-type
  type HumanName
  base HumanName
  abstract true

.
  constraint zib-NameInformation-1 error family.extension('http://hl7.org/fhir/StructureDefinition/humanname-own-prefix').empty().not() implies family.extension('http://hl7.org/fhir/StructureDefinition/humanname-own-name').empty().not()
  constraint zib-NameInformation-2 error family.extension('http://hl7.org/fhir/StructureDefinition/humanname-partner-prefix').empty().not() implies family.extension('http://hl7.org/fhir/StructureDefinition/humanname-partner-name').empty().not()
.extension:nameUsage
  type Extension http://hl7.org/fhir/StructureDefinition/humanname-assembly-order
.extension:nameUsage.value[x]
  binding required http://hl7.org/fhir/ValueSet/name-assembly-order|4.0.1
.use 1..
  pattern Code "official"
.family.extension:prefix
  type Extension http://hl7.org/fhir/StructureDefinition/humanname-own-prefix
.family.extension:prefix.value[x]
.family.extension:lastName
  type Extension http://hl7.org/fhir/StructureDefinition/humanname-own-name
.family.extension:lastName.value[x]
.family.extension:partnerPrefix
  type Extension http://hl7.org/fhir/StructureDefinition/humanname-partner-prefix
.family.extension:partnerPrefix.value[x]
.family.extension:partnerLastName
  type Extension http://hl7.org/fhir/StructureDefinition/humanname-partner-name
.family.extension:partnerLastName.value[x]
.given
.given.extension 1..
.given.extension:givenOrInitial 1..
  type Extension http://hl7.org/fhir/StructureDefinition/iso21090-EN-qualifier
.prefix
.suffix
