profile nl-core-Vaccination-event
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Vaccination-event
  name NlcoreVaccinationevent
  status draft
  kind resource
  type Immunization
  base http://nictiz.nl/fhir/StructureDefinition/zib-Vaccination-event

.
.extension:pharmaceuticalProduct ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Vaccination.PharmaceuticalProduct
.extension:pharmaceuticalProduct.value[x]
.identifier
.status
.vaccineCode
.patient
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.location
  type Reference
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider
.site
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/nl-core-AnatomicalLocation
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.11--20200901000000
.route
.performer:administrator
.performer:administrator.actor
  type Reference
    to Practitioner
    to PractitionerRole
    to Organization
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
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
.protocolApplied.doseNumber[x]
