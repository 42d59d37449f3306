profile cio-Reaction
  url http://nictiz.nl/fhir/StructureDefinition/cio-Reaction
  name CioReaction
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
  pattern CodeableConcept http://snomed.info/sct#281647001
.extension:diagnosticInsightDate 1..
  type Extension http://hl7.org/fhir/StructureDefinition/allergyintolerance-assertedDate
.extension:diagnosticInsightDate.value[x]
.extension:wayOfDetermination
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-WayOfDetermination
.extension:wayOfDetermination.value[x]
.extension:relationCondition 1..
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-RelationCondition
.extension:relationCondition.value[x]
.extension:relationHypersensitivityIntolerance
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Reaction.RelationHypersensitivityIntolerance
.extension:relationHypersensitivityIntolerance.value[x]
.extension:medicationHypersensitivityIdentifier 1..
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-MedicationHypersensitivity.Identifier
.extension:medicationHypersensitivityIdentifier.value[x]
.identifier 1..
.clinicalStatus
.verificationStatus
.type ..0
.code 1..
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.26.11.30--20231129132424
.patient
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
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
.reaction 1..1
.reaction.extension:latencyTime
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Reaction.LatencyTime
.reaction.extension:latencyTime.value[x]
.reaction.extension:latencyTime.value[x]:valueRange
.reaction.extension:latencyTime.value[x]:valueRange.low
.reaction.extension:latencyTime.value[x]:valueRange.high
.reaction.extension:latencyTime.value[x]:valueQuantity
.reaction.substance 1..
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.26.11.30--20231129132424
.reaction.manifestation.text
.reaction.onset
.reaction.exposureRoute
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.9.12.1--20200901000000
.reaction.note ..1
.reaction.note.text
