profile ext-Payer.BankInformation
  url http://nictiz.nl/fhir/StructureDefinition/ext-Payer.BankInformation
  name ExtPayerBankInformation
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Coverage

.
.extension 0..
  slicing open value:url
.extension:bankName 0..1
.extension:bankName.url
  fixed Uri "bankName"
.extension:bankName.value[x]
  type string
.extension:bankCode 0..1
.extension:bankCode.url
  fixed Uri "bankCode"
.extension:bankCode.value[x]
  type string
.extension:accountNumber 0..1
.extension:accountNumber.url
  fixed Uri "accountNumber"
.extension:accountNumber.value[x]
  type string
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-Payer.BankInformation"
.value[x] ..0
