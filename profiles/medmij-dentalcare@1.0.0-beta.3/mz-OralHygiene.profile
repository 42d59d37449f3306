profile mz-OralHygiene
  url http://medmij.nl/fhir/StructureDefinition/mz-OralHygiene
  name MzOralHygiene
  status draft
  kind resource
  type Observation
  base Observation

.
.code
  pattern CodeableConcept http://snomed.info/sct#364126007
.subject 1..
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime 0..1
  type dateTime
.performer
  type Reference
    to Practitioner
    to PractitionerRole
    to Organization
    to CareTeam
    to Patient
    to RelatedPerson
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.value[x] 1..
  slicing open type:$this
.value[x]:valueCodeableConcept 1..1
  type CodeableConcept
  binding extensible http://medmij.nl/fhir/ValueSet/OralHygiene
.note.text
