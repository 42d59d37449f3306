profile cio-SurveillanceDecision
  url http://nictiz.nl/fhir/StructureDefinition/cio-SurveillanceDecision
  name CioSurveillanceDecision
  version 1.0.0-beta.5
  status draft
  kind resource
  type Flag
  base Flag

.
  constraint cio-SurveillanceDecision-1 error (status = 'inactive') implies period.end.exists()
  constraint cio-SurveillanceDecision-2 error (status = 'inactive') implies extension('http://nictiz.nl/fhir/StructureDefinition/ext-SurveillanceDecision.RelationSurveillanceDecision').exists()
  constraint cio-SurveillanceDecision-3 error extension('http://hl7.org/fhir/StructureDefinition/flag-detail').exists() or extension('http://nictiz.nl/fhir/StructureDefinition/ext-SurveillanceDecision.SurveillanceDecision').exists()
.extension 1..
.extension:decisionBasisReference ..1
  type Extension http://hl7.org/fhir/StructureDefinition/flag-detail
.extension:decisionBasisReference.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/cio-HypersensitivityIntolerance
    to http://nictiz.nl/fhir/StructureDefinition/cio-Reaction
.extension:decisionBasisReason
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-SurveillanceDecision.SurveillanceDecision
.extension:decisionBasisReason.value[x]
.extension:relationSurveillanceDecision
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-SurveillanceDecision.RelationSurveillanceDecision
.extension:relationSurveillanceDecision.value[x]
.extension:comment ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Comment
.extension:comment.value[x]
.extension:medicationHypersensitivityIdentifier 1..
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-MedicationHypersensitivity.Identifier
.extension:medicationHypersensitivityIdentifier.value[x]
.identifier 1..
.status
.category 1..
  slicing open value:$this
.category:surveillanceDecisionCode 1..1
  pattern CodeableConcept http://snomed.info/sct#225419007
.code
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.26.11.27--20231129131119
.code.extension:safeWithinUnsafeGroup
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-SurveillanceDecision.SafeWithinUnsafeGroup
.code.extension:safeWithinUnsafeGroup.value[x]
.code.text
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.period 1..
.period.start 1..
.period.end
.author
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
