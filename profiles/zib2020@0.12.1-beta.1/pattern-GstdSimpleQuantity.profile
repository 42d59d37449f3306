profile pattern-GstdSimpleQuantity
  url http://nictiz.nl/fhir/StructureDefinition/pattern-GstdSimpleQuantity
  name PatternGstdSimpleQuantity
  status draft
  kind complex-type
  type Quantity
  base SimpleQuantity

.extension:gstdSimpleQuantity
  type Extension http://hl7.org/fhir/StructureDefinition/iso21090-PQ-translation
.extension:gstdSimpleQuantity.value[x]
  type Quantity SimpleQuantity
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.20.77.11.27--20160830202453
