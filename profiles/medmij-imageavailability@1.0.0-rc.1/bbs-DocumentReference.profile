profile bbs-DocumentReference
  url http://medmij.nl/fhir/StructureDefinition/bbs-DocumentReference
  name BbsDocumentReference
  status active
  kind resource
  type DocumentReference
  base https://profiles.ihe.net/ITI/MHD/StructureDefinition/IHE.MHD.UnContained.Comprehensive.DocumentReference

.
  constraint bbs-DocumentReference-1 error category.coding.where(system = 'urn:oid:1.3.6.1.4.1.19376.1.2.6.1' and code = 'IMAGES').exists() xor category.coding.where(system = 'urn:oid:1.3.6.1.4.1.19376.1.2.6.1' and code = 'REPORTS').exists()
    source http://medmij.nl/fhir/StructureDefinition/bbs-DocumentReference
  constraint bbs-DocumentReference-2 error category.coding.where(system = 'urn:oid:1.3.6.1.4.1.19376.1.2.6.1' and code = 'IMAGES').exists() implies context.event.coding.where(system = 'http://dicom.nema.org/resources/ontology/DCM').exists()
    source http://medmij.nl/fhir/StructureDefinition/bbs-DocumentReference
.masterIdentifier
.status
  pattern Code "current"
.type
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.133.11.1--20230808113539
.category
.category.coding 1..
  slicing open value:$this
.category.coding:images 0..1
  pattern Coding urn:oid:1.3.6.1.4.1.19376.1.2.6.1#IMAGES
.category.coding:reports 0..1
  pattern Coding urn:oid:1.3.6.1.4.1.19376.1.2.6.1#REPORTS
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.date 1..
.author 1..
  slicing open profile:resolve()
.author:location 1..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
.author:performer 0..*
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.authenticator
  type Reference
    to Practitioner
    to PractitionerRole
    to Organization
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
.description
.securityLabel
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.106.11.6--20131212104106
.content.attachment.contentType
  binding required http://hl7.org/fhir/ValueSet/mimetypes|4.0.1
    additional extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.106.11.8--20131212104106 bbs-DocumentReference-binding-contentType-1
.content.attachment.language
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.106.11.12--20131212104106
.content.attachment.url
.content.attachment.size
.content.attachment.hash
.content.attachment.title
.content.attachment.creation
.content.format
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.106.11.7--20131212104106
.context.encounter
  type Reference
    to Encounter
    to EpisodeOfCare
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Encounter
.context.event
  slicing open value:$this
.context.event:procedureAnatomicalLocation 0..1
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/nl-core-AnatomicalLocation
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.106.11.19--20240205123345
.context.event:procedureAnatomicalLocation.extension:laterality
.context.event:procedureAnatomicalLocation.extension:laterality.value[x]
.context.event:modality 0..*
  binding required http://medmij.nl/fhir/ValueSet/ModalityCombined
    additional minimum http://medmij.nl/fhir/ValueSet/Modality bbs-DocumentReference-binding-modality-1
.context.period 1..
.context.period.start 1..
.context.period.end
.context.facilityType
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.17.2.3--20200901000000
.context.practiceSetting
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.106.11.22--20240205133006
.context.sourcePatientInfo
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.context.related
  slicing open value:identifier.type
.context.related:accessionNumber 0..1
.context.related:accessionNumber.identifier 1..
.context.related:accessionNumber.identifier.type 1..
  pattern CodeableConcept urn:ietf:rfc:3986#urn:ihe:iti:xds:2013:accession
.context.related:accessionNumber.identifier.system 1..
.context.related:accessionNumber.identifier.value 1..
.context.related:accessionNumber.identifier.assigner
  type Reference
    to Organization
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization
.context.related:studyInstanceUID 0..1
.context.related:studyInstanceUID.identifier 1..
.context.related:studyInstanceUID.identifier.type 1..
  pattern CodeableConcept urn:ietf:rfc:3986#urn:ihe:iti:xds:2016:studyInstanceUID
.context.related:studyInstanceUID.identifier.system 1..
  pattern Uri "urn:dicom:uid"
.context.related:studyInstanceUID.identifier.value 1..
  constraint bbs-DocumentReference-3 error $this.startsWith('urn:oid:')
    source http://medmij.nl/fhir/StructureDefinition/bbs-DocumentReference
