profile nl-core-LifeStance
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-LifeStance
  name NlcoreLifeStance
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-LifeStance

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
