profile path-Patient
  url http://medmij.nl/fhir/StructureDefinition/path-Patient
  name PathPatient
  status draft
  kind resource
  type Patient
  base http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

.
.extension:birthPlace 0..1
  type Extension http://hl7.org/fhir/StructureDefinition/patient-birthPlace
.extension:birthPlace.value[x].city
.extension:birthPlace.value[x].country
.name 1..
.name:nameInformation 1..1
.name:nameInformation.family 1..
.name:nameInformation.family.extension 1..
.name:nameInformation.family.extension:prefix
.name:nameInformation.family.extension:prefix.value[x]
.name:nameInformation.family.extension:lastName 1..
.name:nameInformation.family.extension:lastName.value[x]
.name:nameInformation.given 1..
.name:nameInformation.given.extension:givenOrInitial
.name:nameInformation.given.extension:givenOrInitial.value[x]
  pattern Code "IN"
.gender 1..
  binding required http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1
.birthDate 1..
.address ..1
.address.line.extension:streetName
.address.line.extension:streetName.value[x]
.address.line.extension:houseNumber
.address.line.extension:houseNumber.value[x]
.address.city
.address.postalCode
