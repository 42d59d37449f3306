/** The access policies of the moment, which every request is judged by. */
import { DEFAULT_POLICIES, type AccessPolicy } from './access/policies.js';
import { policiesInForce } from './auth/administration/policies.js';
import type { Database } from './storage/database.js';

export class PoliciesInUse {
  readonly #database: Database;
  readonly #ofFile: readonly AccessPolicy[] | undefined;
  current: readonly AccessPolicy[];

  /** @param ofFile undefined: those of the database, once they are loaded */
  constructor(database: Database, ofFile: readonly AccessPolicy[] | undefined) {
    this.#database = database;
    this.#ofFile = ofFile;
    this.current = ofFile ?? DEFAULT_POLICIES;
  }

  /** @throws InvalidInput when this version does not understand them; those there were stay */
  readonly load = async (): Promise<void> => {
    const { policies } = await policiesInForce(this.#database, { ofFile: this.#ofFile });
    this.current = policies;
  };
}
