profile nl-core-NameInformation
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-NameInformation
  name NlcoreNameInformation
  status draft
  kind complex-type
  type HumanName
  base http://nictiz.nl/fhir/StructureDefinition/zib-NameInformation

.
  constraint nl-core-NameInformation-01 warning (family.exists() or given.extension.where(url = 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-qualifier').where(value != 'IN').exists()) implies text.hasValue()
.text
.family
  constraint nl-core-NameInformation-02 warning (extension('http://hl7.org/fhir/StructureDefinition/humanname-own-prefix').exists() or extension('http://hl7.org/fhir/StructureDefinition/humanname-own-name').exists() or extension('http://hl7.org/fhir/StructureDefinition/humanname-partner-prefix').exists() or extension('http://hl7.org/fhir/StructureDefinition/humanname-partner-name').exists()) implies $this.hasValue()
.given
