profile nl-core-Vaccination-request
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Vaccination-request
  name NlcoreVaccinationrequest
  status draft
  kind resource
  type ImmunizationRecommendation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Vaccination-request

.
.patient
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
