/** The conformance resources of base R4, for tests of what knows no packages. */
export { readBaseR4 } from '../packages/base-r4.js';
