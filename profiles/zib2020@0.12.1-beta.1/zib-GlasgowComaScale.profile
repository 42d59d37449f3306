profile zib-GlasgowComaScale
  url http://nictiz.nl/fhir/StructureDefinition/zib-GlasgowComaScale
  name ZibGlasgowComaScale
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://loinc.org#35088-4
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.value[x]
  slicing open type:$this
.value[x]:valueInteger
  type integer
  minValue Integer 3
  maxValue Integer 15
.note ..1
.note.text
.component
  slicing open value:code
.component:gcsEyes ..1
.component:gcsEyes.code
  pattern CodeableConcept http://snomed.info/sct#281395000
.component:gcsEyes.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.8.1--20200901000000
.component:gcsMotor ..1
.component:gcsMotor.code
  pattern CodeableConcept http://snomed.info/sct#281396004
.component:gcsMotor.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.5--20200901000000
.component:gcsVerbal ..1
.component:gcsVerbal.code
  pattern CodeableConcept http://snomed.info/sct#281397008
.component:gcsVerbal.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.6--20200901000000
.component:conditionsDuringMeasurement
.component:conditionsDuringMeasurement.code
  pattern CodeableConcept http://snomed.info/sct#271000124103
.component:conditionsDuringMeasurement.value[x]
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.8.6--20200901000000
