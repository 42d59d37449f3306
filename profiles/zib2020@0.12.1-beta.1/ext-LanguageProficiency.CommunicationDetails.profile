profile ext-LanguageProficiency.CommunicationDetails
  url http://nictiz.nl/fhir/StructureDefinition/ext-LanguageProficiency.CommunicationDetails
  name ExtLanguageProficiencyCommunicationDetails
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Patient.communication

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-LanguageProficiency.CommunicationDetails"
.value[x]
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.7.12.6--20200901000000
