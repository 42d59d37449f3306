/** The four lists of MedMij, and what each holds once it is read. */
import type { ListedClient, ListedProvider } from './types.js';

/** WHL: hosts. OCL: OAuth clients. GNL: names of gegevensdiensten. ZAL: care providers. */
export const LIST_KINDS = ['whl', 'ocl', 'gnl', 'zal'] as const;

export type ListKind = (typeof LIST_KINDS)[number];

/** Without these nobody can be trusted: nothing of MedMij works. */
export const REQUIRED_LISTS: readonly ListKind[] = ['whl', 'ocl'];

/** The name of the document at the place where MedMij publishes it. */
export const LIST_FILES: Readonly<Record<ListKind, string>> = {
  whl: 'MedMij_Whitelist.xml',
  ocl: 'MedMij_OAuthclientlist.xml',
  gnl: 'MedMij_Gegevensdienstnamenlijst.xml',
  zal: 'MedMij_Zorgaanbiederslijst.xml',
};

export interface ListContents {
  /** Host names. */
  readonly whl: ReadonlySet<string>;
  /** By host name. */
  readonly ocl: ReadonlyMap<string, ListedClient>;
  /** Names of gegevensdiensten by id. */
  readonly gnl: ReadonlyMap<string, string>;
  /** By name, without `@medmij`. */
  readonly zal: ReadonlyMap<string, ListedProvider>;
}

export interface ParsedList<Kind extends ListKind = ListKind> {
  readonly kind: Kind;
  /** Volgnummer: of two lists the one with the greater number is newer. */
  readonly sequence: number;
  /** Tijdstempel. */
  readonly issued: Date;
  readonly content: ListContents[Kind];
}

/** How many entries a list has. */
export function entryCount({ content }: ParsedList): number {
  return content.size;
}

/** A list is not what it should be. The message says why, with nothing of what the list holds. */
export class ListRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ListRefused';
  }
}
