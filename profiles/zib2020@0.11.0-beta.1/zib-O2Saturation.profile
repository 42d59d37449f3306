profile zib-O2Saturation
  url http://nictiz.nl/fhir/StructureDefinition/zib-O2Saturation
  name ZibO2Saturation
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/pattern-VitalSigns
  abstract true

.
.code
  pattern CodeableConcept http://loinc.org#2708-6 http://loinc.org#59408-5
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.value[x]
  type Quantity
  pattern Quantity http://unitsofmeasure.org#%
.note ..1
.note.text
.component
  slicing open value:code
.component:extraOxygenAdministration ..1
.component:extraOxygenAdministration.code
  pattern CodeableConcept http://snomed.info/sct#266702001
.component:extraOxygenAdministration.value[x]
  type boolean
