/** The second layer: resources against the definitions of their types and the profiles they claim. */
import { isObject } from '../../fhir/json.js';
import type { FhirPathHooks } from '../../fhirpath/engine/environment.js';
import type { FhirNode } from '../../fhirpath/engine/node.js';
import { FhirPathError } from '../../fhirpath/engine/values.js';
import type { Definitions } from '../../packages/registry.js';
import type { PackageId, Structure, StructureSource } from '../../packages/structures.js';
import { BaseWalk } from './base-walk.js';
import { bundleRules } from './bundle.js';
import { ValueSetJudge } from './coded.js';
import { ProfileCompiler } from './compiler.js';
import { extensionCheck } from './extension.js';
import type { CompiledProfile } from './place.js';
import { questionnaireRules } from './questionnaire.js';
import type { Run } from './run.js';
import { SafeSource } from './safe-source.js';

/** The server's own view of canonicals. */
const SERVER: PackageId = '';

export interface Claimed {
  /** Profiles to check besides those that the resource itself claims. */
  readonly profiles: readonly string[];
  /** False when only base R4 counts. */
  readonly claims: boolean;
}

export class ProfileEngine {
  readonly #compiler: ProfileCompiler;
  readonly #walk: BaseWalk;
  readonly #source: SafeSource;
  readonly #judges = new Map<string, ValueSetJudge>();
  readonly #ancestors = new Map<Structure, ReadonlySet<string>>();
  /** False while only base R4 counts; nested resources follow their container. */
  #claims = true;

  constructor(definitions: Definitions, structures: StructureSource) {
    const source = new SafeSource(structures);
    this.#source = source;
    const hooksFor = (run: Run, scope: PackageId): FhirPathHooks => this.#hooks(run, scope);
    this.#compiler = new ProfileCompiler({
      definitions,
      source,
      hooksFor,
      claims: (node, profile, run) => this.#claimsProfile(node, profile, run),
    });
    this.#walk = new BaseWalk(this.#compiler, {
      extension: extensionCheck(this.#compiler, hooksFor),
      resource: (node, run) => {
        this.#nested(node, run);
      },
    });
  }

  /** Judges a resource and all resources in it. */
  check(node: FhirNode, run: Run, claimed: Claimed): void {
    this.#claims = claimed.claims;
    this.#resource(node, run, claimed.profiles);
  }

  #nested(node: FhirNode, run: Run): void {
    const contained = node.key === 'contained';
    if (contained && isObject(node.value) && node.value['id'] === undefined) {
      run.report('contained-id', node, 'a contained resource needs an id.');
    }
    this.#resource(node, run.within(node, contained ? run.resource : node), []);
  }

  #resource(node: FhirNode, run: Run, extra: readonly string[]): void {
    const canonicals = this.#claims ? [...new Set([...claimsOf(node), ...extra])] : extra;
    const profiles = this.#profiles(node, run, canonicals);
    const scope = profiles[0]?.structure.scope ?? run.scope;
    const inner = run.within(node, run.root, scope);
    this.#walk.check(node, inner);
    bundleRules(node, inner);
    questionnaireRules(node, inner);
    if (this.#claims) this.#checkRequired(node, run, profiles);
    for (const { check } of profiles) {
      if (run.stopped) return;
      inner.once(check, node);
    }
  }

  #profiles(node: FhirNode, run: Run, canonicals: readonly string[]): CompiledProfile[] {
    return canonicals.flatMap((canonical) => {
      const profile = this.#compiler.profile(canonical, SERVER);
      if (profile === undefined) {
        this.#unknown(node, canonical, run);
        return [];
      }
      return this.#applies(node, profile, run) ? [profile] : [];
    });
  }

  #unknown(node: FhirNode, canonical: string, run: Run): void {
    const failure = this.#source.failure(canonical, SERVER);
    const severity = run.session.policy.unknownProfile;
    if (failure === undefined) {
      const text = `the profile ${canonical} is not known; it was not checked.`;
      run.report('profile-unknown', node, text, { severity });
    } else {
      const text = `the profile ${canonical} was not checked: ${failure}.`;
      run.report('profile-invalid', node, text, { severity, origin: { profile: canonical } });
    }
  }

  #applies(node: FhirNode, { structure }: CompiledProfile, run: Run): boolean {
    const { types } = run.session.navigator;
    const origin = { profile: structure.url };
    if (!types.isA(node.type, structure.type)) {
      const text = `the profile ${structure.url} is for ${structure.type}.`;
      run.report('profile-type', node, text, { origin });
      return false;
    }
    if (structure.abstract && structure.derivation === 'constraint') {
      const text = `the profile ${structure.url} is abstract: claim one that builds on it.`;
      run.report('profile-abstract', node, text, { origin, severity: 'warning' });
    }
    // Plain R4 is checked in any case.
    return structure.derivation === 'constraint';
  }

  #checkRequired(node: FhirNode, run: Run, profiles: readonly CompiledProfile[]): void {
    const required = run.session.policy.requiredProfiles[node.type] ?? [];
    const has = (url: string): boolean =>
      profiles.some(({ structure }) => this.#lineage(structure).has(url));
    if (required.length > 0 && node.key !== 'contained' && !required.some(has)) {
      const names = required.join(', ');
      run.report('profile-missing', node, `one of these profiles must be claimed: ${names}.`);
    }
  }

  /** True when a resource claims a profile, or one that builds on it. */
  #claimsProfile(node: FhirNode, profile: Structure, run: Run): boolean {
    return claimsOf(node).some((canonical) => {
      if (canonical.replace(/\|.*$/, '') === profile.url) return true;
      const structure =
        this.#source.structure(canonical, run.scope) ?? this.#source.structure(canonical, SERVER);
      return structure !== undefined && this.#lineage(structure).has(profile.url);
    });
  }

  /** Urls of a profile and all that it builds on. */
  #lineage(structure: Structure): ReadonlySet<string> {
    let urls = this.#ancestors.get(structure);
    if (urls === undefined) {
      const found = new Set<string>();
      let at: Structure | undefined = structure;
      while (at !== undefined && !found.has(at.url)) {
        found.add(at.url);
        at = at.base === undefined ? undefined : this.#source.structure(at.base, at.scope);
      }
      urls = found;
      this.#ancestors.set(structure, urls);
    }
    return urls;
  }

  #hooks(run: Run, scope: PackageId): FhirPathHooks {
    return {
      resolve: (reference, from) => run.session.references.resolve(reference, from ?? run.resource),
      memberOf: (item, valueSet) => this.#memberOf(item, valueSet, scope),
      conformsTo: (item, canonical) => {
        const profile = this.#compiler.profile(canonical, scope);
        if (profile === undefined) throw new FhirPathError(`the profile ${canonical} is not known`);
        const { types } = run.session.navigator;
        if (!types.isA(item.type, profile.structure.type)) return false;
        return run.within(item, item).satisfies(profile.check, item);
      },
    };
  }

  #memberOf(item: FhirNode, canonical: string, scope: PackageId): boolean {
    const key = `${scope} ${canonical}`;
    let judge = this.#judges.get(key);
    if (judge === undefined) {
      judge = new ValueSetJudge(this.#source, canonical, scope);
      this.#judges.set(key, judge);
    }
    const found = judge.judge(item.value);
    if (found.kind === 'unjudged') throw new FhirPathError(`${found.system} is not loaded`);
    return found.kind === 'member';
  }
}

function claimsOf(node: FhirNode): string[] {
  const meta = isObject(node.value) ? node.value['meta'] : undefined;
  const profile = isObject(meta) ? meta['profile'] : undefined;
  return Array.isArray(profile)
    ? profile.filter((canonical): canonical is string => typeof canonical === 'string')
    : [];
}
