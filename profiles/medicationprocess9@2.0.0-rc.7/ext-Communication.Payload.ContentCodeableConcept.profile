profile ext-Communication.Payload.ContentCodeableConcept
  url http://nictiz.nl/fhir/StructureDefinition/ext-Communication.Payload.ContentCodeableConcept
  name ExtCommunicationPayloadContentCodeableConcept
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element Communication.payload.content

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-Communication.Payload.ContentCodeableConcept"
.value[x]
  type CodeableConcept
