-- Resources, their versions, and the rows that search reads.
-- See docs/decisions/0002-storage-schema.md.

create table resource_type (
  number smallint primary key,
  name   text not null unique
);
-- The concrete resource types of R4; the numbers are part of every rid and never change.
insert into resource_type (number, name) values
  (1, 'Account'), (2, 'ActivityDefinition'), (3, 'AdverseEvent'), (4, 'AllergyIntolerance'),
  (5, 'Appointment'), (6, 'AppointmentResponse'), (7, 'AuditEvent'), (8, 'Basic'), (9, 'Binary'),
  (10, 'BiologicallyDerivedProduct'), (11, 'BodyStructure'), (12, 'Bundle'), (13, 'CapabilityStatement'),
  (14, 'CarePlan'), (15, 'CareTeam'), (16, 'CatalogEntry'), (17, 'ChargeItem'), (18, 'ChargeItemDefinition'),
  (19, 'Claim'), (20, 'ClaimResponse'), (21, 'ClinicalImpression'), (22, 'CodeSystem'),
  (23, 'Communication'), (24, 'CommunicationRequest'), (25, 'CompartmentDefinition'), (26, 'Composition'),
  (27, 'ConceptMap'), (28, 'Condition'), (29, 'Consent'), (30, 'Contract'), (31, 'Coverage'),
  (32, 'CoverageEligibilityRequest'), (33, 'CoverageEligibilityResponse'), (34, 'DetectedIssue'),
  (35, 'Device'), (36, 'DeviceDefinition'), (37, 'DeviceMetric'), (38, 'DeviceRequest'),
  (39, 'DeviceUseStatement'), (40, 'DiagnosticReport'), (41, 'DocumentManifest'), (42, 'DocumentReference'),
  (43, 'EffectEvidenceSynthesis'), (44, 'Encounter'), (45, 'Endpoint'), (46, 'EnrollmentRequest'),
  (47, 'EnrollmentResponse'), (48, 'EpisodeOfCare'), (49, 'EventDefinition'), (50, 'Evidence'),
  (51, 'EvidenceVariable'), (52, 'ExampleScenario'), (53, 'ExplanationOfBenefit'),
  (54, 'FamilyMemberHistory'), (55, 'Flag'), (56, 'Goal'), (57, 'GraphDefinition'), (58, 'Group'),
  (59, 'GuidanceResponse'), (60, 'HealthcareService'), (61, 'ImagingStudy'), (62, 'Immunization'),
  (63, 'ImmunizationEvaluation'), (64, 'ImmunizationRecommendation'), (65, 'ImplementationGuide'),
  (66, 'InsurancePlan'), (67, 'Invoice'), (68, 'Library'), (69, 'Linkage'), (70, 'List'), (71, 'Location'),
  (72, 'Measure'), (73, 'MeasureReport'), (74, 'Media'), (75, 'Medication'),
  (76, 'MedicationAdministration'), (77, 'MedicationDispense'), (78, 'MedicationKnowledge'),
  (79, 'MedicationRequest'), (80, 'MedicationStatement'), (81, 'MedicinalProduct'),
  (82, 'MedicinalProductAuthorization'), (83, 'MedicinalProductContraindication'),
  (84, 'MedicinalProductIndication'), (85, 'MedicinalProductIngredient'),
  (86, 'MedicinalProductInteraction'), (87, 'MedicinalProductManufactured'),
  (88, 'MedicinalProductPackaged'), (89, 'MedicinalProductPharmaceutical'),
  (90, 'MedicinalProductUndesirableEffect'), (91, 'MessageDefinition'), (92, 'MessageHeader'),
  (93, 'MolecularSequence'), (94, 'NamingSystem'), (95, 'NutritionOrder'), (96, 'Observation'),
  (97, 'ObservationDefinition'), (98, 'OperationDefinition'), (99, 'OperationOutcome'),
  (100, 'Organization'), (101, 'OrganizationAffiliation'), (102, 'Parameters'), (103, 'Patient'),
  (104, 'PaymentNotice'), (105, 'PaymentReconciliation'), (106, 'Person'), (107, 'PlanDefinition'),
  (108, 'Practitioner'), (109, 'PractitionerRole'), (110, 'Procedure'), (111, 'Provenance'),
  (112, 'Questionnaire'), (113, 'QuestionnaireResponse'), (114, 'RelatedPerson'), (115, 'RequestGroup'),
  (116, 'ResearchDefinition'), (117, 'ResearchElementDefinition'), (118, 'ResearchStudy'),
  (119, 'ResearchSubject'), (120, 'RiskAssessment'), (121, 'RiskEvidenceSynthesis'), (122, 'Schedule'),
  (123, 'SearchParameter'), (124, 'ServiceRequest'), (125, 'Slot'), (126, 'Specimen'),
  (127, 'SpecimenDefinition'), (128, 'StructureDefinition'), (129, 'StructureMap'), (130, 'Subscription'),
  (131, 'Substance'), (132, 'SubstanceNucleicAcid'), (133, 'SubstancePolymer'), (134, 'SubstanceProtein'),
  (135, 'SubstanceReferenceInformation'), (136, 'SubstanceSourceMaterial'), (137, 'SubstanceSpecification'),
  (138, 'SupplyDelivery'), (139, 'SupplyRequest'), (140, 'Task'), (141, 'TerminologyCapabilities'),
  (142, 'TestReport'), (143, 'TestScript'), (144, 'ValueSet'), (145, 'VerificationResult'),
  (146, 'VisionPrescription');

-- Facts of this database that every process needs and that never change.
create table server_fact (
  name  text primary key,
  value text not null
);
insert into server_fact (name, value)
  select 'hash-key', encode(uuid_send(gen_random_uuid()), 'hex');

-- Creation order of resources.
create sequence resource_sequence;

-- One narrow row for each resource: what searches read, and which version is in force.
-- rid is the type's number times 2^44 plus a number of resource_sequence: the primary key keeps each
-- type together in creation order. Version 0 with deleted = true is a resource that others point at
-- and that was never stored here.
create table resource (
  rid         bigint primary key,
  -- rid of the Patient in whose compartment the resource is; search_entry has any others
  patient     bigint,
  updated     timestamptz not null,
  -- the date the type is usually ordered by: from date_low up to, not including, date_high
  date_low    timestamptz,
  date_high   timestamptz,
  version     integer not null,
  type        smallint not null,
  -- minutes that the written date was ahead of UTC
  date_zone   smallint,
  deleted     boolean not null,
  -- whether search_entry has rows of this resource
  has_entries boolean not null,
  id          text collate "C" not null,
  -- keyed hashes of everything that is searched by equality: see src/search/keys.ts
  tokens      bigint[] not null
);
create unique index resource_id on resource (type, id);
create index resource_tokens on resource using gin (tokens);
create index resource_patient_date on resource (patient, type, date_low, rid) where patient is not null;
-- also has the rows without a date: they end every list that is ordered by it
create index resource_date on resource (type, date_low, rid);
create index resource_updated on resource (type, updated, rid);

-- Every version that ever was; rows are added, never changed. A deletion has no body.
create table version (
  rid     bigint not null,
  patient bigint,
  updated timestamptz not null,
  version integer not null,
  type    smallint not null,
  -- 1 POST, 2 PUT, 3 PATCH, 4 DELETE
  method  smallint not null,
  body    json,
  primary key (rid, version)
);
create index version_updated on version (type, updated, rid, version);

-- What is searched by order or walked, as opposed to the equality keys in resource.tokens. A row has
-- the columns of one kind only: a reference, a text, a date, or a number. One table, because a
-- resource has rows of several kinds, and one statement on one table writes or removes them all.
create table search_entry (
  -- key of the index path: see src/search/registry.ts
  path        bigint not null,
  rid         bigint not null,
  patient     bigint,
  -- reference: rid of the resource it points at; also the second and further patients in whose
  -- compartments a resource is, under the path key 0
  target      bigint,
  -- date: from date_low up to, not including, date_high
  date_low    timestamptz,
  date_high   timestamptz,
  -- number or quantity; equal bounds but for ranges and comparators
  low         double precision,
  high        double precision,
  unit        bigint,
  unit_low    double precision,
  unit_high   double precision,
  -- for composites: the system of the code that is part of path
  code_system bigint,
  -- minutes that the written date was ahead of UTC
  date_zone   smallint,
  -- string (normalised), uri or identifier (as they are)
  text        text collate "C",
  -- identifier only; empty when it has none
  system      text collate "C"
);
create index search_entry_rid on search_entry (rid, path);
create index search_entry_target on search_entry (target, path, rid) where target is not null;
create index search_entry_text on search_entry (path, text, rid) where text is not null;
create index search_entry_date_low on search_entry (path, date_low, rid) where date_low is not null;
create index search_entry_date_high on search_entry (path, date_high, rid) where date_low is not null;
create index search_entry_low on search_entry (path, low, rid) where low is not null;
create index search_entry_unit on search_entry (path, unit, unit_low, rid) where unit is not null;

-- Ends the statement it is called in when not every row that should be written was: somebody else
-- changed a resource in between. The caller starts over.
create function ensure_written(written bigint, wanted bigint) returns bigint
language plpgsql as $$
begin
  if written <> wanted then
    raise exception using errcode = 'VT409', message = 'a resource was changed by someone else';
  end if;
  return written;
end
$$;
