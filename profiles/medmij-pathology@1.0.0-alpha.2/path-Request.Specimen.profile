profile path-Request.Specimen
  url http://medmij.nl/fhir/StructureDefinition/path-Request.Specimen
  name PathRequestSpecimen
  status draft
  kind resource
  type Specimen
  base Specimen

.
.type 1..
.type.text 1..
.subject 1..
  type Reference
    to Patient
    to http://medmij.nl/fhir/StructureDefinition/path-Patient
.receivedTime 1..
.parent
  type Reference
    to Specimen
    to http://medmij.nl/fhir/StructureDefinition/path-Request.Specimen
.collection.collected[x]
  slicing open type:$this
.collection.collected[x]:collectedDateTime 0..1
  type dateTime
.collection.method.text
