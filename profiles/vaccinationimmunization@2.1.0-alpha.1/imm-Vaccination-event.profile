profile imm-Vaccination-event
  url http://nictiz.nl/fhir/StructureDefinition/imm-Vaccination-event
  name ImmVaccinationevent
  version 2.0.0-beta.1
  status draft
  kind resource
  type Immunization
  base Immunization

.
.extension:pharmaceuticalProduct ..1
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
.occurrence[x]:occurrenceDateTime
  type dateTime
.location
  type Reference
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider
.site
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/nl-core-AnatomicalLocation
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.11--20200901000000
.route
.doseQuantity
.performer 0..1
  slicing open profile:actor.resolve()
.performer:healthcareProvider ..1
.performer:healthcareProvider.actor
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
.performer:healthProfessional ..1
.performer:healthProfessional.actor
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
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
