profile ext-WayOfDetermination
  url http://nictiz.nl/fhir/StructureDefinition/ext-WayOfDetermination
  name ExtWayOfDetermination
  version 1.0.0-beta.5
  status draft
  kind complex-type
  type Extension
  base Extension
  context element AllergyIntolerance

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-WayOfDetermination"
.value[x]
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.26.11.14--20231120120019
