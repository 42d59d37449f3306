/** What all reports take from the results. */
import { totalsOf } from '../run-suites.mjs';

/** @returns {{role: string, scripts: object[], totals: object}[]} in the order of the roles' names */
export function byRole(scripts) {
  const roles = [...new Set(scripts.map(({ role }) => role))].sort();
  return roles.map((role) => {
    const own = scripts.filter((script) => script.role === role);
    return { role: role === '' ? '(no role)' : role, scripts: own, totals: totalsOf(own) };
  });
}

/** @returns {object[]} the actions of a script that failed, in their order */
export function failuresOf({ phases }) {
  return phases
    .flatMap(({ name, actions }) => actions.map((action) => ({ phase: name, ...action })))
    .filter(({ result }) => result === 'fail' || result === 'error');
}
