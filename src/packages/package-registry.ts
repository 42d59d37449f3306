/**
 * Fetches packages from a FHIR package registry, which answers as an npm registry does.
 * https://hl7.org/fhir/R4/packages.html, https://registry.fhir.org/learn
 */
import { PackageError, packageId } from './fhir-package.js';
import { bestVersion, satisfies } from './versions.js';

const MAX_BYTES = 256 * 1024 * 1024;
const TIMEOUT = 60_000;

/** Names and versions go into URLs and file names. */
const SAFE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

export class PackageRegistry {
  readonly #url: string;

  /** @param url without a slash at the end */
  constructor(url: string) {
    this.#url = url;
  }

  /** The version that is there for the one asked for, which may be `latest` or end in `.x`. */
  async resolve(name: string, wanted: string): Promise<string> {
    requireSafe(name, wanted);
    if (!/\.x$|^latest$|^\d+(\.\d+)?$/.test(wanted)) return wanted;
    const response = await this.#get(name, `${name}@${wanted}`);
    const listing = (await response.json()) as { versions?: Record<string, unknown> };
    const fitting = Object.keys(listing.versions ?? {}).filter((each) => satisfies(each, wanted));
    const version = bestVersion(wanted, fitting);
    if (version !== undefined) return version;
    throw new PackageError(`${name}@${wanted}`, `${this.#url} has no such version`);
  }

  /** The `.tgz` of a package. @throws PackageError that says whether the registry was reached */
  async fetch(name: string, version: string): Promise<Buffer> {
    requireSafe(name, version);
    const what = `${name}@${version}`;
    const response = await this.#get(`${name}/${version}`, what);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      const bytes = chunk as Uint8Array;
      size += bytes.length;
      if (size > MAX_BYTES) throw new PackageError(what, `it is larger than ${MAX_BYTES} bytes`);
      chunks.push(bytes);
    }
    return Buffer.concat(chunks);
  }

  async #get(path: string, what: string): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(`${this.#url}/${path}`, { signal: AbortSignal.timeout(TIMEOUT) });
    } catch (error) {
      const text = `the registry ${this.#url} can't be reached; give the package's .tgz file instead`;
      throw new PackageError(what, text, error);
    }
    if (response.ok) return response;
    await response.body?.cancel();
    throw new PackageError(what, `${this.#url} answered ${response.status}`);
  }
}

function requireSafe(name: string, version: string): void {
  if (SAFE.test(name) && SAFE.test(version)) return;
  throw new PackageError(packageId({ name, version }), 'that is no name and version of a package');
}
