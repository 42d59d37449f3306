profile zib-Encounter
  url http://nictiz.nl/fhir/StructureDefinition/zib-Encounter
  name ZibEncounter
  status draft
  kind resource
  type Encounter
  base Encounter
  abstract true

.
.status
.class
  binding extensible http://terminology.hl7.org/ValueSet/v3-ActEncounterCode
.participant
  slicing open profile:individual.resolve()
.participant:healthProfessional
.participant:healthProfessional.type ..1
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.17.1.5--20200901000000
.participant:healthProfessional.individual
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-ZibHealthProfessionalReference
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthProfessional-PractitionerRole
.period.start
.period.end
.reasonCode
  slicing open exists:coding
.reasonCode:deviatingResult
.reasonCode:deviatingResult.extension:commentContactReason ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Comment
.reasonCode:deviatingResult.extension:commentContactReason.value[x]
.reasonCode:deviatingResult.coding ..0
.reasonCode:deviatingResult.text
.reasonReference
  slicing open profile:resolve()
.reasonReference.extension:commentContactReason ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Comment
.reasonReference.extension:commentContactReason.value[x]
.reasonReference:problem
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Problem
.reasonReference:procedure
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Procedure-event
.hospitalization.admitSource
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.15.1.2--20200901000000
.hospitalization.dischargeDisposition
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.15.1.3--20200901000000
.location ..1
.location.location
  type Reference
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthcareProvider
