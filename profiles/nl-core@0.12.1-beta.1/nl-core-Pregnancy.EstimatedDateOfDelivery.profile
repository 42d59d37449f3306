profile nl-core-Pregnancy.EstimatedDateOfDelivery
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Pregnancy.EstimatedDateOfDelivery
  name NlcorePregnancyEstimatedDateOfDelivery
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy.EstimatedDateOfDelivery

.
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
