profile ext-FreedomRestrictingIntervention.LegallyCapable
  url http://nictiz.nl/fhir/StructureDefinition/ext-FreedomRestrictingIntervention.LegallyCapable
  name ExtFreedomRestrictingInterventionLegallyCapable
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Procedure

.
  constraint zib-FreedomRestrictingIntervention-01 warning extension.where(url='legallyCapable').value = false implies extension.where(url='legallyCapableComment').value.exists()
.extension 0..
  slicing open value:url
.extension:legallyCapable 0..1
.extension:legallyCapable.url
  fixed Uri "legallyCapable"
.extension:legallyCapable.value[x]
  type boolean
.extension:legallyCapableComment 0..1
.extension:legallyCapableComment.url
  fixed Uri "legallyCapableComment"
.extension:legallyCapableComment.value[x]
  type string
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-FreedomRestrictingIntervention.LegallyCapable"
.value[x] ..0
