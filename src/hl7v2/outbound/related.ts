/** The resources that a message tells besides the one that it is about; each is read once. */
import { SYSTEM_ACCESS } from '../../access/context.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import type { Environment } from '../../interactions/environment.js';
import type { RunInteraction } from '../../interactions/types.js';

export interface Related {
  /**
   * What a Reference names: a contained resource, or one in force on this server.
   * @returns undefined when it names none that is there
   */
  read(reference: JsonObject | undefined, within: JsonObject): Promise<Resource | undefined>;
  /** Resources of a type that refer to one: `RelatedPerson`, `patient`, `Patient/1`. */
  referring(type: string, parameter: string, to: string): Promise<readonly Resource[]>;
}

const REFERENCE = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})$/;
/** More of them than any message is meant for. */
const MOST_REFERRING = 200;

/** Reads as the server itself does. @param run searches and reads */
export function relatedOf(environment: Environment, run: RunInteraction): Related {
  const known = new Map<string, Promise<Resource | undefined>>();
  const load = async (type: string, id: string): Promise<Resource | undefined> => {
    const version = await environment.reader.readCurrent({ type, id });
    return version?.body === undefined ? undefined : parseJsonResource(version.body);
  };
  return {
    async read(reference, within) {
      const text = stringAt(reference ?? {}, 'reference') ?? '';
      if (text.startsWith('#')) return contained(within, text.slice(1));
      const local = text
        .replace(`${environment.settings.base}/`, '')
        .replace(/\/_history\/.*$/, '');
      const [, type, id] = REFERENCE.exec(local) ?? [];
      if (type === undefined || id === undefined) return undefined;
      const before = known.get(local);
      if (before !== undefined) return before;
      const loading = load(type, id);
      known.set(local, loading);
      return loading;
    },
    async referring(type, parameter, to) {
      const parameters = [
        [parameter, to],
        ['_count', String(MOST_REFERRING)],
      ] as const;
      const result = await run(
        {
          kind: 'search-type',
          type,
          parameters,
          handling: 'strict',
          self: { path: type, query: parameters },
        },
        SYSTEM_ACCESS,
      );
      const { body } = result;
      if (body === undefined) return [];
      const bundle = body.kind === 'resource' ? body.resource : parseJsonResource(body.text);
      return objectsAt(bundle, 'entry').flatMap((entry) => {
        const resource = objectAt(entry, 'resource') as Resource | undefined;
        return resource?.resourceType === type ? [resource] : [];
      });
    },
  };
}

function contained(within: JsonObject, id: string): Resource | undefined {
  return objectsAt(within, 'contained').find((one) => stringAt(one, 'id') === id) as
    Resource | undefined;
}
