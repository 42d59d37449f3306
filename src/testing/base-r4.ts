/** The conformance resources of base R4, for tests of what knows no packages. */
export { readBaseProfiles, readBaseR4 } from '../packages/base-r4.js';
