profile nl-core-HearingFunction.HearingAid
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-HearingFunction.HearingAid
  name NlcoreHearingFunctionHearingAid
  status draft
  kind resource
  type DeviceUseStatement
  base http://nictiz.nl/fhir/StructureDefinition/zib-HearingFunction.HearingAid

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
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HearingFunction.HearingAid.Product
.reasonReference:indication
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Problem
.bodySite
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/nl-core-AnatomicalLocation
