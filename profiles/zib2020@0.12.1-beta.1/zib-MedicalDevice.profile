profile zib-MedicalDevice
  url http://nictiz.nl/fhir/StructureDefinition/zib-MedicalDevice
  name ZibMedicalDevice
  status draft
  kind resource
  type DeviceUseStatement
  base DeviceUseStatement
  abstract true

.
.extension:healthProfessional
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-MedicalDevice.HealthProfessional
.extension:location
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-MedicalDevice.Location
.extension:location.value[x]
.extension:treatmentObjective
  type Extension http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal
  modifier false
.extension:treatmentObjective.value[x]
  type Reference
    to Goal
    to http://nictiz.nl/fhir/StructureDefinition/zib-TreatmentObjective
.status
.derivedFrom
  slicing open profile:resolve()
.derivedFrom:procedure-request
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Procedure-request
.derivedFrom:procedure-event
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Procedure-event
.timing[x]
  slicing open type:$this
.timing[x]:timingPeriod
  type Period
.timing[x]:timingPeriod.start
.timing[x]:timingPeriod.end
.device
  type Reference
    to Device
    to http://nictiz.nl/fhir/StructureDefinition/zib-MedicalDevice.Product
.reasonReference
  slicing open profile:resolve()
.reasonReference:indication
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Problem
.reasonReference:stoma
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Stoma
.bodySite
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/zib-AnatomicalLocation
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.11--20200901000000
.note ..1
.note.text
