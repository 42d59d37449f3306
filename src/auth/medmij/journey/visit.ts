/** One request of a browser on its journey, and what the screens work with. */
import { asUuid } from '../../../fhir/uuid.js';
import type { Request, RequestHandler, Response } from 'express';
import { logFailure } from '../../../interactions/failures.js';
import { findMedmijRequest, type MedmijRequest } from '../../../storage/auth/medmij/requests.js';
import { ForgedForm } from '../../interaction/form.js';
import { chosenLanguage } from '../../screens/chosen-language.js';
import type { Language } from '../../screens/language.js';
import { sendScreen, type Screen } from '../../screens/layout.js';
import { expiredScreen } from '../../screens/plain-screens.js';
import { hashOf } from '../../secrets.js';
import type { ChainEvent } from '../chain-log/events.js';
import type { ListedClient } from '../lists/types.js';
import { journeyPath, providerNamed, rootOf, type MedmijParts } from '../parts.js';
import type { JourneyFacts } from '../screens/screens.js';
import type { MedmijProvider } from '../settings.js';
import { journeyCookie } from './cookie.js';
import { sendFailure } from './failure.js';

export interface Visit {
  readonly request: Request;
  readonly response: Response;
  readonly journey: MedmijRequest;
  readonly client: ListedClient;
  readonly provider: MedmijProvider;
  readonly facts: JourneyFacts;
  readonly language: Language;
  show(screen: Screen, status?: number): void;
  /** Sends the browser to the screen that the journey is at. */
  goOn(): void;
  /** Adds to the chain log, with what names this journey. */
  tell(
    event: ChainEvent['event'],
    more?: Pick<ChainEvent, 'sender' | 'receiver' | 'details'>,
  ): void;
}

export type Step = (parts: MedmijParts, visit: Visit) => Promise<void>;

/** The journey is over, too old, or of another browser. */
class Gone extends Error {}

/** Something that has to be there for this journey no longer is. */
class CannotGoOn extends Error {}

/** @param isForm whether it comes from a form, which must be one of ours */
export function visiting(parts: MedmijParts, step: Step, isForm: boolean): RequestHandler {
  return async (request, response) => {
    const id = asUuid(String(request.params['id'])) ?? '';
    let journey: MedmijRequest | undefined;
    try {
      journey = await journeyOf(parts, request, id);
      if (isForm) parts.guard.check(request, formSubject(id));
      await step(parts, visitOf(parts, request, response, journey));
    } catch (error) {
      if (error instanceof ForgedForm) sendExpired(parts, request, response, 403);
      else if (error instanceof Gone) sendExpired(parts, request, response, 400);
      else giveUp(parts, request, response, { error, id, journey });
    }
  };
}

/** @throws Gone */
async function journeyOf(
  { database }: MedmijParts,
  request: Request,
  id: string,
): Promise<MedmijRequest> {
  const cookie = journeyCookie(request);
  if (id === '' || cookie === undefined) throw new Gone();
  const journey = await findMedmijRequest(database, id, hashOf(cookie));
  if (journey === undefined) throw new Gone();
  return journey;
}

function sendExpired(
  { issuer }: MedmijParts,
  request: Request,
  response: Response,
  status: number,
): void {
  sendScreen(response, expiredScreen(chosenLanguage(request)), rootOf(issuer), status);
}

interface GivenUp {
  readonly error: unknown;
  readonly id: string;
  readonly journey: MedmijRequest | undefined;
}

function giveUp(
  parts: MedmijParts,
  request: Request,
  response: Response,
  { error, id, journey }: GivenUp,
): void {
  const isKnown = error instanceof CannotGoOn;
  if (!isKnown) logFailure(parts.log, error, {});
  if (response.headersSent) return;
  sendFailure(parts, request, response, {
    status: isKnown ? 503 : 500,
    traceId: journey?.correlation,
    sessionId: id,
    ...(journey === undefined ? {} : { back: journey }),
  });
}

function formSubject(id: string): string {
  return `medmij ${id}`;
}

function visitOf(
  { lists, settings, issuer, guard, chainLog }: MedmijParts,
  request: Request,
  response: Response,
  journey: MedmijRequest,
): Visit {
  const client = lists.isUsable() ? lists.client(journey.client) : undefined;
  const provider = providerNamed(settings, journey.provider);
  if (client === undefined || provider === undefined) throw new CannotGoOn();
  const { id, kind, correlation } = journey;
  const path = `${rootOf(issuer)}${journeyPath(id)}`;
  const language = chosenLanguage(request);
  return {
    ...{ request, response, journey, client, provider, language },
    facts: {
      ...{ language, path, kind },
      csrf: guard.token(formSubject(id)),
      names: { provider: provider.displayName, pgo: client.organisationName },
    },
    show(screen, status) {
      sendScreen(response, screen, rootOf(issuer), status);
    },
    goOn() {
      response.set('Cache-Control', 'no-store').redirect(303, path);
    },
    tell(event, more) {
      chainLog.record({ event, trace: correlation, session: id, ...more });
    },
  };
}
