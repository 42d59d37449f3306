profile zib-ApgarScore-1Minute
  url http://nictiz.nl/fhir/StructureDefinition/zib-ApgarScore-1Minute
  name ZibApgarScore1Minute
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://loinc.org#9272-6
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.value[x]
  slicing open type:$this
.value[x]:valueInteger
  type integer
  minValue Integer 0
  maxValue Integer 10
.note ..1
.note.text
.component
  slicing open value:code
.component:respiratoryScore ..1
.component:respiratoryScore.code
  pattern CodeableConcept http://loinc.org#32410-3
.component:respiratoryScore.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.16.1--20200901000000
.component:appearanceScore ..1
.component:appearanceScore.code
  pattern CodeableConcept http://loinc.org#32406-1
.component:appearanceScore.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.16.4--20200901000000
.component:pulseScore ..1
.component:pulseScore.code
  pattern CodeableConcept http://loinc.org#32407-9
.component:pulseScore.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.16.2--20200901000000
.component:grimaceScore ..1
.component:grimaceScore.code
  pattern CodeableConcept http://loinc.org#32409-5
.component:grimaceScore.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.16.5--20200901000000
.component:muscleToneScore ..1
.component:muscleToneScore.code
  pattern CodeableConcept http://loinc.org#32408-7
.component:muscleToneScore.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.16.3--20200901000000
