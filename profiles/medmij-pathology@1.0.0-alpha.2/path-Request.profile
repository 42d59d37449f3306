profile path-Request
  url http://medmij.nl/fhir/StructureDefinition/path-Request
  name PathRequest
  status draft
  kind resource
  type ServiceRequest
  base ServiceRequest

.
  constraint path-Request-1 error code.coding.where(system = 'http://snomed.info/sct' and code = '1348332002').exists() xor code.coding.where(system = 'http://snomed.info/sct' and code = '252416005').exists()
    source http://medmij.nl/fhir/StructureDefinition/path-Request
.status
  pattern Code "completed"
.intent
  pattern Code "order"
.category 3..
  slicing open value:$this
.category:pathology 1..1
  pattern CodeableConcept http://snomed.info/sct#108257001
.category:requestType 1..1
  binding required http://medmij.nl/fhir/ValueSet/MercuriusRequestType
.category:healthScreeningType 1..1
  binding required http://medmij.nl/fhir/ValueSet/MercuriusHealthScreeningType
.code 1..
.code.coding 1..
  slicing open value:$this
.code.coding:cytology 0..1
  pattern Coding http://snomed.info/sct#1348332002
.code.coding:histology 0..1
  pattern Coding http://snomed.info/sct#252416005
.subject
  type Reference
    to Patient
    to http://medmij.nl/fhir/StructureDefinition/path-Patient
.requester 1..
  type Reference
    to PractitionerRole
    to http://medmij.nl/fhir/StructureDefinition/path-Request.Requester
.reasonCode 1..1
.reasonCode.text 1..
.specimen 1..
  type Reference
    to Specimen
    to http://medmij.nl/fhir/StructureDefinition/path-Request.Specimen
