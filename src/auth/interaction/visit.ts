/** One request of a browser, and what the screens work with. */
import type { Request, Response } from 'express';
import type { Client, Interaction } from 'oidc-provider';
import type { ScopeVocabulary } from '../../access/scopes.js';
import type { Database } from '../../storage/database.js';
import type { Patients } from '../people/patients.js';
import type { Provider } from '../provider/library.js';
import type { Language } from '../screens/language.js';
import type { Screen } from '../screens/layout.js';
import type { AuthSettings } from '../settings.js';
import type { SignInElsewhere } from './elsewhere.js';
import type { FormGuard } from './form.js';

export interface InteractionParts {
  readonly settings: AuthSettings;
  readonly database: Database;
  readonly vocabulary: ScopeVocabulary;
  readonly patients: Patients;
  readonly guard: FormGuard;
  readonly elsewhere: SignInElsewhere;
  readonly provider: () => Provider;
}

/** One request of a browser in one interaction. */
export interface Visit {
  readonly request: Request;
  readonly response: Response;
  readonly provider: Provider;
  readonly interaction: Interaction;
  readonly client: Client;
  readonly language: Language;
  /** This interaction's own path, as the browser sees it. */
  readonly path: string;
  readonly csrf: string;
  /** For `form-action`: where the forms' answers lead to in the end. */
  readonly leadsTo: readonly string[];
  show(screen: Screen, status?: number): void;
}
