profile pattern-ZibHealthProfessionalReference
  url http://nictiz.nl/fhir/StructureDefinition/pattern-ZibHealthProfessionalReference
  name PatternZibHealthProfessionalReference
  status draft
  kind complex-type
  type Reference
  base Reference

.
