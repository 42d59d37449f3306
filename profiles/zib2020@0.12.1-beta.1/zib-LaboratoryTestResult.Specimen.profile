profile zib-LaboratoryTestResult.Specimen
  url http://nictiz.nl/fhir/StructureDefinition/zib-LaboratoryTestResult.Specimen
  name ZibLaboratoryTestResultSpecimen
  status draft
  kind resource
  type Specimen
  base Specimen
  abstract true

.
.identifier
.type
  binding required http://nictiz.nl/fhir/ValueSet/Monstermateriaal-en-Microorganisme-Codelijsten
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Substance
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/zib-LaboratoryTestResult.SpecimenSource
.receivedTime
.parent
  type Reference
    to Specimen
    to http://nictiz.nl/fhir/StructureDefinition/zib-LaboratoryTestResult.Specimen
.collection.collected[x]
  slicing open type:$this
.collection.collected[x]:collectedDateTime
  type dateTime
.collection.collected[x]:collectedPeriod
  type Period
.collection.duration
.collection.quantity
.collection.method
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.13.1.2--20200901000000
.collection.bodySite
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/zib-AnatomicalLocation
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.11--20200901000000
.collection.bodySite.extension:morphology ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-LaboratoryTestResult.Specimen.Morphology
.container.extension:specimenNumberExtension
  type Extension http://hl7.org/fhir/StructureDefinition/specimen-sequenceNumber
.container.extension:specimenNumberExtension.value[x]
.container.type
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.13.1.9--20200901000000
.note ..1
.note.text
