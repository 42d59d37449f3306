/** DocumentReference, with the letter inside it or beside it as a Binary. */
import type { JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { demoNaming, LOINC } from '../facts/code-systems.js';
import { LETTER_KINDS, LETTERS } from '../facts/letters.js';
import type { Letter } from '../facts/letters.js';
import { concept, present } from './datatypes.js';
import { dutchTime } from './dutch-time.js';
import { patientReference } from './person.js';
import type { Person } from './person.js';
import { employerReference, roleReference } from './practitioner.js';
import { demoId, demoResource, refer } from './resource.js';

/** A letter that is kept apart comes after its Binary. */
export function makeDocuments(person: Person): Resource[] {
  return LETTERS.filter((letter) => letter.person === person.key).flatMap((letter) =>
    letter.apart === true
      ? [binary(person, letter), documentReference(person, letter)]
      : [documentReference(person, letter)],
  );
}

function documentReference(person: Person, letter: Letter): Resource {
  const { kind, title, status, author } = letter;
  const [code, display] = LETTER_KINDS[kind];
  const name = letterName(person, letter.slug);
  return demoResource('DocumentReference', name, '', {
    masterIdentifier: { system: demoNaming('brief'), value: name },
    status,
    docStatus: status === 'entered-in-error' ? 'entered-in-error' : 'final',
    type: concept([LOINC, code, display]),
    subject: patientReference(person),
    date: dutchTime(letter.when),
    author: [roleReference(author)],
    custodian: employerReference(author),
    relatesTo: replaces(person, letter),
    description: title,
    content: [{ attachment: attachment(person, letter) }],
  });
}

function replaces(person: Person, letter: Letter): JsonObject[] | undefined {
  if (letter.replaces === undefined) return undefined;
  const old = refer('DocumentReference', letterName(person, letter.replaces), letter.title);
  return [{ code: 'replaces', target: old }];
}

const TEXT = 'text/plain';

function attachment(person: Person, letter: Letter): JsonObject {
  const bytes = Buffer.from(letter.text, 'utf8');
  const apart = letter.apart === true;
  return present({
    contentType: TEXT,
    language: 'nl-NL',
    data: apart ? undefined : bytes.toString('base64'),
    url: apart ? `Binary/${demoId(letterName(person, letter.slug))}` : undefined,
    size: bytes.length,
    title: letter.title,
    creation: dutchTime(letter.when),
  });
}

/** The security context says that who may see the patient may see the letter. */
function binary(person: Person, letter: Letter): Resource {
  return demoResource('Binary', letterName(person, letter.slug), '', {
    contentType: TEXT,
    securityContext: patientReference(person),
    data: Buffer.from(letter.text, 'utf8').toString('base64'),
  });
}

function letterName(person: Person, slug: string): string {
  return `${person.key}-${slug}`;
}
