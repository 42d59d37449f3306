profile pattern-NlCoreHealthProfessionalReference
  url http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
  name PatternNlCoreHealthProfessionalReference
  status draft
  kind complex-type
  type Reference
  base http://nictiz.nl/fhir/StructureDefinition/pattern-ZibHealthProfessionalReference

.
