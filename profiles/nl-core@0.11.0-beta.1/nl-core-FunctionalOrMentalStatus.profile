profile nl-core-FunctionalOrMentalStatus
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-FunctionalOrMentalStatus
  name NlcoreFunctionalOrMentalStatus
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-FunctionalOrMentalStatus

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
