profile zib-DOSScore
  url http://nictiz.nl/fhir/StructureDefinition/zib-DOSScore
  name ZibDOSScore
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#55681000146102
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.value[x]
  slicing open type:$this
.value[x]:valueInteger
  type integer
  minValue Integer 0
  maxValue Integer 13
.note ..1
.note.text
.component
  slicing open value:code
.component:dozesOff ..1
.component:dozesOff.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#18007006
.component:dozesOff.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:easilyDistracted ..1
.component:easilyDistracted.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#18007007
.component:easilyDistracted.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:maintainsAttention ..1
.component:maintainsAttention.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#18007008
.component:maintainsAttention.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:unfinishedQuestionAnswer ..1
.component:unfinishedQuestionAnswer.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#18007009
.component:unfinishedQuestionAnswer.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:answersNoFit ..1
.component:answersNoFit.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#18007010
.component:answersNoFit.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:reactsSlowly ..1
.component:reactsSlowly.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#18007011
.component:reactsSlowly.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:thinksSomewhereElse ..1
.component:thinksSomewhereElse.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#18007012
.component:thinksSomewhereElse.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:knowsPartDay ..1
.component:knowsPartDay.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#18007013
.component:knowsPartDay.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:remembersRecent ..1
.component:remembersRecent.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#18007014
.component:remembersRecent.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:restless ..1
.component:restless.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#18007015
.component:restless.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:pullsWires ..1
.component:pullsWires.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#18007016
.component:pullsWires.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:easilyEmotional ..1
.component:easilyEmotional.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#18007017
.component:easilyEmotional.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
.component:hallucinations ..1
.component:hallucinations.code
  pattern CodeableConcept urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1#18007018
.component:hallucinations.value[x]
  type integer
  minValue Integer 0
  maxValue Integer 1
