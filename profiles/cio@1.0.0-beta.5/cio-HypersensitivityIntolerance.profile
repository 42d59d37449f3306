profile cio-HypersensitivityIntolerance
  url http://nictiz.nl/fhir/StructureDefinition/cio-HypersensitivityIntolerance
  name CioHypersensitivityIntolerance
  version 1.0.0-beta.5
  status draft
  kind resource
  type AllergyIntolerance
  base AllergyIntolerance

.
.extension 4..
.extension:type 1..
  type Extension http://nictiz.nl/fhir/5.0/StructureDefinition/extension-AllergyIntolerance.type
.extension:type.value[x]
  pattern CodeableConcept http://snomed.info/sct#420134006
.extension:diagnosticInsightDate 1..
  type Extension http://hl7.org/fhir/StructureDefinition/allergyintolerance-assertedDate
.extension:diagnosticInsightDate.value[x]
.extension:wayOfDetermination
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-WayOfDetermination
.extension:wayOfDetermination.value[x]
.extension:relationCondition 1..
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-RelationCondition
.extension:relationCondition.value[x]
.extension:medicationHypersensitivityIdentifier 1..
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-MedicationHypersensitivity.Identifier
.extension:medicationHypersensitivityIdentifier.value[x]
.identifier 1..
.clinicalStatus
.verificationStatus
.type ..0
.category ..1
  binding required http://hl7.org/fhir/ValueSet/allergy-intolerance-category|4.0.1
.category.extension:categoryCodelist ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-CodeSpecification
.category.extension:categoryCodelist.value[x]
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.26.11.7--20211028090253
.criticality
  binding required http://hl7.org/fhir/ValueSet/allergy-intolerance-criticality|4.0.1
.criticality.extension:expectedRiskUponExposureCodelist ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-CodeSpecification
.criticality.extension:expectedRiskUponExposureCodelist.value[x]
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.26.11.16--20231120123250
.code 1..
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.26.11.29--20231129132215
.patient
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.onset[x] 1..
  slicing open type:$this
.onset[x]:onsetDateTime 1..
  type dateTime
.recordedDate 1..
.recorder
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.asserter 1..
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.note ..1
.note.text
.reaction ..0
