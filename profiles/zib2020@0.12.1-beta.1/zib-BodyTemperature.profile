profile zib-BodyTemperature
  url http://nictiz.nl/fhir/StructureDefinition/zib-BodyTemperature
  name ZibBodyTemperature
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/pattern-VitalSigns
  abstract true

.
.code.coding
  slicing open value:$this
.code.coding:BodyTempCode 1..1
  pattern Coding http://loinc.org#8310-5
.code.coding:temperatureType ..1
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.6.1--20200901000000
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime 0..
  type dateTime
.value[x]
  type Quantity
  pattern Quantity http://unitsofmeasure.org#Cel
.note ..1
.note.text
