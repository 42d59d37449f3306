profile zib-SOAPReport
  url http://nictiz.nl/fhir/StructureDefinition/zib-SOAPReport
  name ZibSOAPReport
  status draft
  kind resource
  type Composition
  base Composition
  abstract true

.
.status
.type
  pattern CodeableConcept http://snomed.info/sct#11591000146107
.date
.author ..1
  type Reference
    to Practitioner
    to PractitionerRole
    to Device
    to Patient
    to RelatedPerson
    to Organization
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthProfessional-PractitionerRole
.title
.section
  slicing open value:code
.section:soapLine ..4
.section:soapLine.code 1..
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.13.6.2--20200901000000
.section:soapLine.text
.section:soapLine.entry 1..
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/zib-SOAPReport.SOAPLine
