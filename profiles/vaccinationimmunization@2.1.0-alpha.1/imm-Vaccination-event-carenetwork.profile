profile imm-Vaccination-event-carenetwork
  url http://nictiz.nl/fhir/StructureDefinition/imm-Vaccination-event-carenetwork
  name ImmVaccinationeventcarenetwork
  version 2.1.0-alpha.1
  status draft
  kind resource
  type Immunization
  base Immunization

.
  constraint imm-carenetwork-1 error occurrence.extension('http://hl7.org/fhir/StructureDefinition/data-absent-reason').exists() implies recorded.exists()
.extension 1..
.extension:pharmaceuticalProduct 1..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-imm-Vaccination.PharmaceuticalProduct
.extension:pharmaceuticalProduct.value[x]
.identifier
.status
.vaccineCode
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.131.11.7--20240507084413
.patient
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.occurrence[x]
  slicing open type:$this
.occurrence[x]:occurrenceDateTime 1..
  type dateTime
.occurrence[x]:occurrenceDateTime.extension ..1
  slicing closed value:url
.occurrence[x]:occurrenceDateTime.extension:dataAbsentReason
  type Extension http://hl7.org/fhir/StructureDefinition/data-absent-reason
  modifier false
.occurrence[x]:occurrenceDateTime.value
.recorded
.location
  type Reference
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider
.site
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/nl-core-AnatomicalLocation
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.11--20200901000000
.route
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.9.13.2--20200901000000
.doseQuantity
  type Quantity http://nictiz.nl/fhir/StructureDefinition/pattern-GstdSimpleQuantity
.doseQuantity.extension 1..
.doseQuantity.extension:gstdSimpleQuantity 1..
.doseQuantity.extension:gstdSimpleQuantity.value[x].value
.doseQuantity.extension:gstdSimpleQuantity.value[x].code
.doseQuantity.value
.doseQuantity.code
.performer ..1
  slicing closed profile:actor.resolve()
.performer:healthcareProvider ..1
.performer:healthcareProvider.actor
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
.note.text
.reasonCode
  slicing open value:$this
.reasonCode:vaccinationIndication
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.131.11.4--20220301181306
.reasonCode:vaccinationMotive
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.131.11.2--20220301153357
.protocolApplied.targetDisease
  slicing open value:$this
.protocolApplied.targetDisease:targetDisease
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.131.11.3--20220301175614
