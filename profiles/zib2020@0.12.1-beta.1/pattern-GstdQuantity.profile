profile pattern-GstdQuantity
  url http://nictiz.nl/fhir/StructureDefinition/pattern-GstdQuantity
  name PatternGstdQuantity
  status draft
  kind complex-type
  type Quantity
  base Quantity

.extension:gstdQuantity
  type Extension http://hl7.org/fhir/StructureDefinition/iso21090-PQ-translation
.extension:gstdQuantity.value[x]
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.20.77.11.27--20160830202453
