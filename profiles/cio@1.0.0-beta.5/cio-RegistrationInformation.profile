profile cio-RegistrationInformation
  url http://nictiz.nl/fhir/StructureDefinition/cio-RegistrationInformation
  name CioRegistrationInformation
  version 1.0.0-beta.5
  status draft
  kind resource
  type Provenance
  base Provenance

.
  constraint cio-RegistrationInformation-1 error ((target.resolve().conformsTo('http://nictiz.nl/fhir/StructureDefinition/cio-MedicationContraIndication') and target.resolve().meta.tag.where(system = 'http://terminology.hl7.org/CodeSystem/common-tags' and code = 'actionable').exists().not()) or target.resolve().conformsTo('http://nictiz.nl/fhir/StructureDefinition/cio-SurveillanceDecision')) implies agent.type.coding.where($this.system = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type' and $this.code = 'performer').exists()
  constraint cio-RegistrationInformation-2 error ((target.resolve().conformsTo('http://nictiz.nl/fhir/StructureDefinition/cio-MedicationContraIndication') and target.resolve().meta.tag.where(system = 'http://terminology.hl7.org/CodeSystem/common-tags' and code = 'actionable').exists()) or target.resolve().conformsTo('http://nictiz.nl/fhir/StructureDefinition/cio-ReplyProposalContraIndication')) implies agent.type.coding.where($this.system = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type' and $this.code = 'author').exists()
.target
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/cio-MedicationContraIndication
    to http://nictiz.nl/fhir/StructureDefinition/cio-SurveillanceDecision
    to http://nictiz.nl/fhir/StructureDefinition/cio-HypersensitivityIntolerance
    to http://nictiz.nl/fhir/StructureDefinition/cio-Reaction
    to http://nictiz.nl/fhir/StructureDefinition/cio-Symptom
    to http://nictiz.nl/fhir/StructureDefinition/cio-Condition
.occurred[x]
.recorded
.agent
  slicing open value:type
.agent:author ..1
.agent:author.type 1..
  pattern CodeableConcept http://terminology.hl7.org/CodeSystem/provenance-participant-type#author
.agent:author.who
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
.agent:informationSource ..1
.agent:informationSource.type 1..
  pattern CodeableConcept http://terminology.hl7.org/CodeSystem/provenance-participant-type#informant
.agent:informationSource.who
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to RelatedPerson
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactPerson
.agent:performer ..1
.agent:performer.type 1..
  pattern CodeableConcept http://terminology.hl7.org/CodeSystem/provenance-participant-type#performer
.agent:performer.who
  type Reference http://nictiz.nl/fhir/StructureDefinition/pattern-NlCoreHealthProfessionalReference
    to Practitioner
    to PractitionerRole
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole
