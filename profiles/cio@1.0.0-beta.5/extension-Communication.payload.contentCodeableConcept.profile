profile extension-Communication.payload.contentCodeableConcept
  url http://nictiz.nl/fhir/5.0/StructureDefinition/extension-Communication.payload.content%5Bx%5D:contentCodeableConcept
  name ExtensionCommunicationPayloadContentCodeableConcept
  version 1.0.0-beta.5
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Communication.payload.content[x]

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/5.0/StructureDefinition/extension-Communication.payload.content%5Bx%5D:contentCodeableConcept"
.value[x]
  type CodeableConcept
