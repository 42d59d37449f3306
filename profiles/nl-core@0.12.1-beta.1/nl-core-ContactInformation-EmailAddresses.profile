profile nl-core-ContactInformation-EmailAddresses
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactInformation-EmailAddresses
  name NlcoreContactInformationEmailAddresses
  status draft
  kind complex-type
  type ContactPoint
  base http://nictiz.nl/fhir/StructureDefinition/zib-ContactInformation-EmailAddresses

.
