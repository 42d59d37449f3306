profile nl-core-NameInformation.GivenName
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-NameInformation.GivenName
  name NlcoreNameInformationGivenName
  status draft
  kind complex-type
  type HumanName
  base http://nictiz.nl/fhir/StructureDefinition/zib-NameInformation.GivenName

.
