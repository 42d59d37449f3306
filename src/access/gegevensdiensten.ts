/**
 * Gegevensdiensten of MedMij as data: which requests each of them allows, and which resources these
 * come to. The built-in ones are in `profiles/gegevensdiensten.json`.
 * https://afsprakenstelsel.medmij.nl/asverplicht/mmverplicht/resource-interface
 */

export interface Gegevensdienst {
  /** As in the Gegevensdienstnamenlijst, or one of our own that starts with `vuurtoren-`. */
  readonly id: string;
  /** For screens, when the list has none. */
  readonly name: string;
  readonly description?: string;
  /** Verzamelen: the PGO gets; Delen: it sends. */
  readonly kind: 'collect' | 'share';
  readonly requests: readonly ServiceRequest[];
  /** Types that can be read and included besides: what the resources of `requests` refer to. */
  readonly refersTo?: readonly string[];
  readonly acknowledge?: Acknowledgement;
}

/** What the person is told when a transaction with a resource of this profile has come in. */
export interface Acknowledgement {
  readonly type: string;
  readonly profile: string;
  readonly text: string;
}

export interface ServiceRequest {
  /** Undefined for interactions with the whole system. */
  readonly type?: string;
  /** R4 interaction codes (`read`, `search-type`, `create`, `transaction`) and operations (`$lastn`). */
  readonly interactions: readonly string[];
  /**
   * A search that ties resources to the patient, with `{patient}` for the reference to it, where the
   * compartment of R4 does not: `target:Flag.patient={patient}`.
   */
  readonly patients?: string;
  /** Search criteria that a resource fulfils to be one of the service: `category=a|b,a|c`. */
  readonly search?: string;
  /** Profiles of these resources. What is sent must claim one of them. */
  readonly profiles?: readonly string[];
}

export class Gegevensdiensten {
  readonly #byId: ReadonlyMap<string, Gegevensdienst>;

  /** A later service takes the place of an earlier one with its id. */
  constructor(services: readonly Gegevensdienst[]) {
    this.#byId = new Map(services.map((service) => [service.id, service]));
  }

  get all(): readonly Gegevensdienst[] {
    return [...this.#byId.values()];
  }

  get ids(): readonly string[] {
    return [...this.#byId.keys()];
  }

  serviceById(id: string): Gegevensdienst | undefined {
    return this.#byId.get(id);
  }
}
