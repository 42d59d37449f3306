profile zib-BloodPressure
  url http://nictiz.nl/fhir/StructureDefinition/zib-BloodPressure
  name ZibBloodPressure
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/pattern-VitalSigns
  abstract true

.
.extension:position
  type Extension http://hl7.org/fhir/StructureDefinition/observation-bodyPosition
.extension:position.value[x]
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.4.5--20200901000000
.code
  pattern CodeableConcept http://loinc.org#85354-9
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.note ..1
.note.text
.bodySite
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.4.4--20200901000000
.method
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.4.1--20200901000000
.component
  slicing open value:code
.component:SystolicBP 1..1
.component:SystolicBP.code
  pattern CodeableConcept http://loinc.org#8480-6
.component:SystolicBP.value[x]
  type Quantity
  pattern Quantity http://unitsofmeasure.org#mm[Hg]
.component:DiastolicBP 1..1
.component:DiastolicBP.code
  pattern CodeableConcept http://loinc.org#8462-4
.component:DiastolicBP.value[x]
  type Quantity
  pattern Quantity http://unitsofmeasure.org#mm[Hg]
.component:diastolicEndpoint ..1
.component:diastolicEndpoint.code
  pattern CodeableConcept http://snomed.info/sct#85549003
.component:diastolicEndpoint.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.4.2--20200901000000
.component:cuffType ..1
.component:cuffType.code
  pattern CodeableConcept http://snomed.info/sct#70665002
.component:cuffType.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.4.3--20200901000000
.component:averageBloodPressure ..1
.component:averageBloodPressure.code
  pattern CodeableConcept http://snomed.info/sct#6797001
.component:averageBloodPressure.value[x]
  type Quantity
  pattern Quantity http://unitsofmeasure.org#mm[Hg]
