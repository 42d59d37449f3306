/** Rules of Bundles that no constraint of R4 states: https://hl7.org/fhir/R4/bundle.html#bundle-unique */
import { isObject, stringAt } from '../../fhir/json.js';
import type { FhirNode } from '../../fhirpath/engine/node.js';
import type { Run } from './run.js';

const RESTFUL = /^https?:\/\/.+\/([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})$/;
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/i;

export function bundleRules(node: FhirNode, run: Run): void {
  if (node.type !== 'Bundle') return;
  for (const entry of run.session.navigator.children(node, 'entry')) {
    if (run.stopped) return;
    checkFullUrl(entry, run);
  }
}

/** A RESTful fullUrl ends in the type and id of the resource. */
function checkFullUrl(entry: FhirNode, run: Run): void {
  if (!isObject(entry.value)) return;
  const url = stringAt(entry.value, 'fullUrl');
  const { resource } = entry.value;
  if (url === undefined || !isObject(resource)) return;
  if (!ABSOLUTE.test(url)) {
    run.report('bundle-full-url', entry, 'the fullUrl is not absolute.');
    return;
  }
  const [, type, id] = RESTFUL.exec(url) ?? [];
  const own = stringAt(resource, 'id');
  if (type === resource['resourceType'] && own !== undefined && own !== id) {
    run.report('bundle-full-url', entry, 'the fullUrl does not end in the id of the resource.');
  }
}
