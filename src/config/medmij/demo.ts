/** The demo's care provider in MedMij: on a loopback address only, without certificates or DigiD. */
import type { MedmijSettings } from '../../auth/medmij/settings.js';

/** Its name in the demo's lists. */
export const DEMO_PROVIDER = 'demoziekenhuis';

export const DEMO_MEDMIJ: MedmijSettings = {
  dva: { name: 'Vuurtoren (demo)', phone: '088 000 00 00' },
  providers: [
    {
      name: DEMO_PROVIDER,
      displayName: 'Demoziekenhuis De Vuurtoren',
      privacyUrl: 'https://demoziekenhuis.example/privacy',
      services: undefined,
      availability: { relation: [], data: [], withheld: [] },
    },
  ],
  signIn: [],
  passwords: true,
  clientCertificates: 'none-on-loopback',
  tracing: 'required',
  codeSeconds: 900,
  journeySeconds: 1800,
  chainLogDays: 30,
  errorDescriptions: {},
  failureSentence: undefined,
};
