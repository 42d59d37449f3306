/** The browser of the PGO simulator serves tests of sign-in too. */
export { Browser, formsOf, type Form, type Page } from '../../cli/medmij/pgo/browser.js';
