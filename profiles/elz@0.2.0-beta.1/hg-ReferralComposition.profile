profile hg-ReferralComposition
  url http://nictiz.nl/fhir/StructureDefinition/hg-ReferralComposition
  name HgReferralComposition
  version 0.2.0-beta.1
  status draft
  kind resource
  type Composition
  base Composition

.
.status
  fixed Code "final"
.type
  pattern CodeableConcept http://loinc.org#57133-1
.subject 1..
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.author ..1
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to Organization
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
.title
.section
  slicing open value:code.coding
.section:envelope
.section:envelope.title
.section:envelope.code
  pattern CodeableConcept http://snomed.info/sct#405624007
.section:envelope.section
  slicing open value:code.coding
.section:envelope.section:carePath ..1
.section:envelope.section:carePath.extension 1..
  slicing open value:url
.section:envelope.section:carePath.extension:carePathTextValue 1..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-TextValue
.section:envelope.section:carePath.extension:carePathTextValue.value[x] 1..
.section:envelope.section:carePath.title
.section:envelope.section:carePath.code 1..
  pattern CodeableConcept http://snomed.info/sct#370858005
.section:envelope.section:requiredConsultationFacilities ..1
.section:envelope.section:requiredConsultationFacilities.extension 1..
  slicing open value:url
.section:envelope.section:requiredConsultationFacilities.extension:requiredConsultationFacilitiesTextValue 1..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-TextValue
.section:envelope.section:requiredConsultationFacilities.extension:requiredConsultationFacilitiesTextValue.value[x] 1..
.section:envelope.section:requiredConsultationFacilities.title
.section:envelope.section:requiredConsultationFacilities.code 1..
  pattern CodeableConcept http://snomed.info/sct#230211000146109
.section:core
.section:core.title
.section:core.code
  pattern CodeableConcept http://snomed.info/sct#406550009
.section:core.section
  slicing open value:code.coding
.section:core.section:messageReason 1..1
.section:core.section:messageReason.extension 1..
  slicing open value:url
.section:core.section:messageReason.extension:contextTextValue 1..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-TextValue
.section:core.section:messageReason.extension:contextTextValue.value[x] 1..
.section:core.section:messageReason.title
.section:core.section:messageReason.code 1..
  pattern CodeableConcept http://snomed.info/sct#440378000
.section:core.section:messageReason.entry
  slicing open value:$this
.section:core.section:messageReason.entry:problem ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Problem
.section:core.section:setTreatment 1..1
.section:core.section:setTreatment.extension 1..
  slicing open value:url
.section:core.section:setTreatment.extension:setTreatmentTextValue 1..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-TextValue
.section:core.section:setTreatment.extension:setTreatmentTextValue.value[x] 1..
.section:core.section:setTreatment.title
.section:core.section:setTreatment.code 1..
  pattern CodeableConcept http://snomed.info/sct#108631000146107
.section:core.section:proposedProcedure 1..1
.section:core.section:proposedProcedure.extension 1..
  slicing open value:url
.section:core.section:proposedProcedure.extension:proposedProcedureTextValue 1..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-TextValue
.section:core.section:proposedProcedure.extension:proposedProcedureTextValue.value[x] 1..
.section:core.section:proposedProcedure.title
.section:core.section:proposedProcedure.code 1..
  pattern CodeableConcept http://snomed.info/sct#240471000146100
.section:core.section:furtherImportant ..1
.section:core.section:furtherImportant.extension 1..
  slicing open value:url
.section:core.section:furtherImportant.extension:furtherImportantTextValue 1..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-TextValue
.section:core.section:furtherImportant.extension:furtherImportantTextValue.value[x] 1..
.section:core.section:furtherImportant.title
.section:core.section:furtherImportant.code 1..
  pattern CodeableConcept http://snomed.info/sct#159121000146100
