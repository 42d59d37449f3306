profile nl-core-VisualFunction.VisualAid
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-VisualFunction.VisualAid
  name NlcoreVisualFunctionVisualAid
  status draft
  kind resource
  type DeviceUseStatement
  base http://nictiz.nl/fhir/StructureDefinition/zib-VisualFunction.VisualAid

.
.extension:healthProfessional
.extension:healthProfessional.value[x]
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.extension:location
.extension:location.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider
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
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-VisualFunction.VisualAid.Product
.reasonReference:indication
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Problem
.reasonReference:visualFunction
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-VisualFunction
.bodySite
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/nl-core-AnatomicalLocation
