/**
 * oidc-provider. It complains at import about a Node.js before 22, in plain text amid the log; that it
 * works on ours is what the tests show (docs/decisions/0001-dependencies.md).
 */
const { warn } = console;
console.warn = () => undefined;
const library = await import('oidc-provider');
console.warn = warn;

export const { errors, interactionPolicy, Provider: ProviderClass } = library;
export type { Provider } from 'oidc-provider';
