profile nl-core-wounds.DateOfLastDressingChange
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-wounds.DateOfLastDressingChange
  name NlcorewoundsDateOfLastDressingChange
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-wounds.DateOfLastDressingChange

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
