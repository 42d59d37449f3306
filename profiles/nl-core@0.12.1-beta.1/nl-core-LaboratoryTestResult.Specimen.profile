profile nl-core-LaboratoryTestResult.Specimen
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-LaboratoryTestResult.Specimen
  name NlcoreLaboratoryTestResultSpecimen
  status draft
  kind resource
  type Specimen
  base http://nictiz.nl/fhir/StructureDefinition/zib-LaboratoryTestResult.Specimen

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Substance
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-LaboratoryTestResult.SpecimenSource
.parent
  type Reference
    to Specimen
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-LaboratoryTestResult.Specimen
.collection.bodySite
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/nl-core-AnatomicalLocation
.container.type
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.13.1.9--20220610000000
