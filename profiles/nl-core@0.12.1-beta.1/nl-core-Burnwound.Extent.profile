profile nl-core-Burnwound.Extent
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Burnwound.Extent
  name NlcoreBurnwoundExtent
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Burnwound.Extent

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
