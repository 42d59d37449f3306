/** Our screens in place of oidc-provider's. */
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { ProviderPages } from '../provider/parts.js';
import type { AuthSettings } from '../settings.js';
import { chosenLanguage } from './chosen-language.js';
import type { Language } from './language.js';
import { contentSecurityPolicy, formTarget, page, SCREEN_HEADERS, type Screen } from './layout.js';
import { errorScreen, signedOutScreen, signOutScreen } from './plain-screens.js';

export function providerPages({ issuer }: Pick<AuthSettings, 'issuer'>): ProviderPages {
  const root = new URL(issuer).pathname;
  const show = (ctx: KoaContextWithOIDC, screen: Screen): void => {
    ctx.set({
      ...SCREEN_HEADERS,
      'Content-Language': screen.language,
      'Content-Security-Policy': contentSecurityPolicy(screen.leadsTo),
    });
    ctx.body = page(screen, root);
  };
  const language = (ctx: KoaContextWithOIDC): Language => chosenLanguage(ctx.req);
  return {
    error(ctx, code, description) {
      show(ctx, errorScreen(language(ctx), code, description));
    },
    signOut(ctx, form) {
      const { post_logout_redirect_uri: next } = ctx.oidc.params ?? {};
      const leadsTo = typeof next === 'string' ? [formTarget(next)] : [];
      show(ctx, signOutScreen(language(ctx), form, leadsTo));
    },
    signedOut(ctx) {
      show(ctx, signedOutScreen(language(ctx)));
    },
  };
}
