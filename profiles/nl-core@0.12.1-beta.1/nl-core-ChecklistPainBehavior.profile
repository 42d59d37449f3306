profile nl-core-ChecklistPainBehavior
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-ChecklistPainBehavior
  name NlcoreChecklistPainBehavior
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-ChecklistPainBehavior

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
