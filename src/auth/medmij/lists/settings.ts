/** What an operator decides about the lists of MedMij. */
import type { ListTls } from './fetch.js';
import type { ListKind } from './list-kind.js';

export interface ListSettings {
  /** URLs or paths of files. The Whitelist and the OAuth client list are always there. */
  readonly sources: Readonly<Partial<Record<ListKind, string>>>;
  /** How often it is looked whether there is a new list. */
  readonly refreshSeconds: number;
  /** How long a list is trusted after its source last confirmed it. */
  readonly maxAgeSeconds: number;
  readonly tls: ListTls;
}
