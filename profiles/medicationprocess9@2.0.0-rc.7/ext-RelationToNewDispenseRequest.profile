profile ext-RelationToNewDispenseRequest
  url http://nictiz.nl/fhir/StructureDefinition/ext-Communication.RelationToNewDispenseRequest
  name ExtCommunicationRelationToNewDispenseRequest
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element Communication

.
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-Communication.RelationToNewDispenseRequest"
.value[x] 1..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/mp-DispenseRequest
