profile ext-ProposalContraIndication.Comment
  url http://nictiz.nl/fhir/StructureDefinition/ext-ProposalContraIndication.Comment
  name ExtProposalContraIndicationComment
  version 1.0.0-beta.5
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Flag

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-ProposalContraIndication.Comment"
.value[x]
  type string
