profile ext-LaboratoryTestResult.Specimen.Morphology
  url http://nictiz.nl/fhir/StructureDefinition/ext-LaboratoryTestResult.Specimen.Morphology
  name ExtLaboratoryTestResultSpecimenMorphology
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Specimen.collection.bodySite

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-LaboratoryTestResult.Specimen.Morphology"
.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.13.1.13--20200901000000
