profile path-Request.Requester
  url http://medmij.nl/fhir/StructureDefinition/path-Request.Requester
  name PathRequestRequester
  status draft
  kind resource
  type PractitionerRole
  base http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole

.
.practitioner 1..
.organization
.specialty ..1
.specialty:specialty
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.22--20200901000000
.location ..1
