profile pattern-VitalSigns
  url http://nictiz.nl/fhir/StructureDefinition/pattern-VitalSigns
  name PatternVitalSigns
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
  constraint vs-2 error (component.empty() and hasMember.empty()) implies (dataAbsentReason.exists() or value.exists())
.category 1..
  slicing open pattern:$this
.category:VSCat 1..1
  pattern CodeableConcept http://terminology.hl7.org/CodeSystem/observation-category#vital-signs
.code.coding 1..
.subject 1..
  type Reference
    to Patient
.effective[x] 1..
  type dateTime
  type Period
  constraint vs-1 error ($this as dateTime).toString().length() >= 8
.value[x]
.dataAbsentReason
.component
  constraint vs-3 error value.exists() or dataAbsentReason.exists()
.component.value[x]
.component.dataAbsentReason
