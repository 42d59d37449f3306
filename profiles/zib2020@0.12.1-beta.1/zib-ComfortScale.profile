profile zib-ComfortScale
  url http://nictiz.nl/fhir/StructureDefinition/zib-ComfortScale
  name ZibComfortScale
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#108301000146109
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.value[x]
  slicing open type:$this
.value[x]:valueInteger
  type integer
  minValue Integer 0
  maxValue Integer 35
.note ..1
.note.text
.component
  slicing open value:code
.component:alertness ..1
.component:alertness.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#12012003
.component:alertness.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.12.1--20200901000000
.component:calmnessAgitation ..1
.component:calmnessAgitation.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#12012004
.component:calmnessAgitation.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.12.2--20200901000000
.component:respiratoryResponse ..1
.component:respiratoryResponse.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#12012005
.component:respiratoryResponse.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.12.3--20200901000000
.component:crying ..1
.component:crying.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#12012006
.component:crying.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.12.4--20200901000000
.component:bodyMovement ..1
.component:bodyMovement.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#12012008
.component:bodyMovement.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.12.5--20200901000000
.component:facialTone ..1
.component:facialTone.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#12012009
.component:facialTone.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.12.6--20200901000000
.component:bodyMuscleTone ..1
.component:bodyMuscleTone.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#12012010
.component:bodyMuscleTone.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.12.7--20200901000000
