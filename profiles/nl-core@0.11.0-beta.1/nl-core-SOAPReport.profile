profile nl-core-SOAPReport
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-SOAPReport
  name NlcoreSOAPReport
  status draft
  kind resource
  type Composition
  base http://nictiz.nl/fhir/StructureDefinition/zib-SOAPReport

.
.subject
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.encounter
  type Reference
    to Encounter
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Encounter
.author
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to Device
    to Patient
    to RelatedPerson
    to Organization
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.title
.section:soapLine
.section:soapLine.text
.section:soapLine.entry
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-SOAPReport.SOAPLine
