profile mz-ParafunctionalActivity
  url http://medmij.nl/fhir/StructureDefinition/mz-ParafunctionalActivity
  name MzParafunctionalActivity
  status draft
  kind resource
  type Observation
  base Observation

.
.code
  pattern CodeableConcept http://snomed.info/sct#110353005
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
.value[x]:valueString 1..1
  type string
.note.text
