profile zib-AllergyIntolerance
  url http://nictiz.nl/fhir/StructureDefinition/zib-AllergyIntolerance
  name ZibAllergyIntolerance
  status draft
  kind resource
  type AllergyIntolerance
  base AllergyIntolerance
  abstract true

.
.clinicalStatus
  binding required http://hl7.org/fhir/ValueSet/allergyintolerance-clinical|4.0.1
.verificationStatus
  binding required http://hl7.org/fhir/ValueSet/allergyintolerance-verification|4.0.1
.category ..1
  binding required http://hl7.org/fhir/ValueSet/allergy-intolerance-category|4.0.1
.category.extension:allergyCategoryCodelist ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-CodeSpecification
.category.extension:allergyCategoryCodelist.value[x]
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.8.2.2--20200901000000
.criticality
  binding required http://hl7.org/fhir/ValueSet/allergy-intolerance-criticality|4.0.1
.criticality.extension:criticalExtentCodelist ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-CodeSpecification
.criticality.extension:criticalExtentCodelist.value[x]
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.8.2.4--20200901000000
.code
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.2--20200901000000
.onset[x]
  slicing open type:$this
.onset[x]:onsetDateTime
  type dateTime
.lastOccurrence
.note ..1
.note.text
.reaction
.reaction.substance
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.1--20200901000000
.reaction.manifestation
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.8.2.5--20200901000000
.reaction.description
.reaction.onset
.reaction.severity
  binding required http://hl7.org/fhir/ValueSet/reaction-event-severity|4.0.1
.reaction.exposureRoute
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.8.2.12--20200901000000
