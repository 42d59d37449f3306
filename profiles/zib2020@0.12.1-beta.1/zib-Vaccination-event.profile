profile zib-Vaccination-event
  url http://nictiz.nl/fhir/StructureDefinition/zib-Vaccination-event
  name ZibVaccinationevent
  status draft
  kind resource
  type Immunization
  base Immunization
  abstract true

.
.status
.vaccineCode
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.17--20200901000000
.occurrence[x]
  slicing open type:$this
.occurrence[x]:occurrenceDateTime
  type dateTime
.doseQuantity
  pattern Quantity {"system":"http://unitsofmeasure.org"}
.performer
  slicing open value:function
.performer:administrator ..1
.performer:administrator.function 1..
  pattern CodeableConcept http://terminology.hl7.org/CodeSystem/v2-0443#AP
.performer:administrator.actor
  type Reference
    to Practitioner
    to PractitionerRole
    to Organization
    to http://nictiz.nl/fhir/StructureDefinition/zib-HealthProfessional-PractitionerRole
.note ..1
.note.text
