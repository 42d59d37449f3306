/** What the routes need of the HL7 v2 door; `compose-hl7-admin.ts` gives it. */
import type { JsonObject, JsonValue } from '../fhir/json.js';
import type { ListPage, MessageFilter } from '../storage/inbox/message-list.js';

export interface DecisionBody {
  readonly patients?: readonly (string | null)[];
  readonly approved?: boolean;
  readonly comment?: string;
}

export interface TryTextBody {
  readonly content: string;
  readonly feed?: string;
  readonly mapping?: JsonValue;
}

/** Every method throws a FhirError for what can't be done. `who` is kept with what is done. */
export interface Hl7Administration {
  list(filter: MessageFilter, page: ListPage): Promise<object>;
  show(id: number, who: string): Promise<JsonObject>;
  decide(id: number, body: DecisionBody, who: string): Promise<JsonObject>;
  ignore(id: number, comment: string | undefined, who: string): Promise<JsonObject>;
  replay(filter: MessageFilter, limit: number, who: string): Promise<JsonObject>;
  tryText(body: TryTextBody): Promise<JsonObject>;
  tryStored(
    filter: MessageFilter,
    options: { readonly limit: number; readonly mapping: JsonValue | undefined },
    who: string,
  ): Promise<JsonObject>;
  /** @param since milliseconds since the epoch */
  feeds(since: number | undefined): Promise<readonly JsonObject[]>;
  actions(page: ListPage & { readonly message?: number }): Promise<readonly object[]>;
  merge(
    body: { readonly survivor: string; readonly retired: string; readonly comment?: string },
    who: string,
  ): Promise<JsonObject>;
  unmerge(
    body: { readonly retired: string; readonly comment?: string },
    who: string,
  ): Promise<JsonObject>;
}
