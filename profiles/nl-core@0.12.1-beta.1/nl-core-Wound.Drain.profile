profile nl-core-Wound.Drain
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Wound.Drain
  name NlcoreWoundDrain
  status draft
  kind resource
  type DeviceUseStatement
  base http://nictiz.nl/fhir/StructureDefinition/zib-Wound.Drain

.
.extension:healthProfessional
.extension:healthProfessional.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.extension:location
.extension:location.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider
.extension:treatmentObjective
.extension:treatmentObjective.value[x]
  type Reference
    to Goal
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-TreatmentObjective
.subject
  type Reference
    to Patient
    to Group
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.derivedFrom:procedure-request
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Procedure-request
.derivedFrom:procedure-event
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Procedure-event
.device
  type Reference
    to Device
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Wound.Drain.Product
.reasonReference:indication
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Problem
.reasonReference:wound
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Wound
.bodySite
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/nl-core-AnatomicalLocation
