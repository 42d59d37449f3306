profile nl-core-Wound.WoundInfection
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Wound.WoundInfection
  name NlcoreWoundWoundInfection
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Wound.WoundInfection

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
