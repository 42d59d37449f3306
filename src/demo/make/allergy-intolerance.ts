/** AllergyIntolerance, profile nl-core-AllergyIntolerance. */
import type { JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { ALLERGIES, REACTIONS, SUBSTANCES } from '../facts/allergies.js';
import { hl7 } from '../facts/code-systems.js';
import { codeSpecification, concept, filled, snomed } from './datatypes.js';
import { patientReference, rowsOf } from './person.js';
import type { Person } from './person.js';
import { roleReference } from './practitioner.js';
import { demoResource, rowFor } from './resource.js';

const CATEGORIES = {
  biologic: snomed('419199007', 'allergie voor substantie'),
  environment: snomed('426232007', 'omgevingsgerelateerde allergie'),
  food: snomed('418471000', 'voedselovergevoeligheid'),
  medication: snomed('419511003', 'neiging tot ongewenste reactie op medicatie en/of drug'),
} as const;

export function makeAllergies(person: Person): Resource[] {
  return rowsOf(ALLERGIES, person).map(
    ([, substance, clinical, verification, category, criticality, since, reaction]) => {
      const [, system, code, display] = rowFor(SUBSTANCES, substance);
      const name = `${person.key}-${substance}`;
      return demoResource('AllergyIntolerance', name, 'nl-core-AllergyIntolerance', {
        clinicalStatus: concept([hl7('allergyintolerance-clinical'), clinical, clinical]),
        verificationStatus: concept([
          hl7('allergyintolerance-verification'),
          verification,
          verification,
        ]),
        type: 'allergy',
        category: [category],
        _category: [{ extension: [codeSpecification(CATEGORIES[category])] }],
        criticality: filled(criticality),
        code: concept([system, code, display]),
        patient: patientReference(person),
        onsetDateTime: since,
        recordedDate: since,
        recorder: roleReference(person.generalPractitioner),
        reaction: reaction === '' ? undefined : [reactionElement(reaction)],
      });
    },
  );
}

function reactionElement(reaction: keyof typeof REACTIONS): JsonObject {
  const [code, display] = REACTIONS[reaction];
  const severity = reaction === 'anaphylaxis' ? 'severe' : 'moderate';
  return { manifestation: [concept(snomed(code, display))], severity };
}
