profile nl-core-ContactInformation-TelephoneNumbers
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactInformation-TelephoneNumbers
  name NlcoreContactInformationTelephoneNumbers
  status draft
  kind complex-type
  type ContactPoint
  base http://nictiz.nl/fhir/StructureDefinition/zib-ContactInformation-TelephoneNumbers

.
