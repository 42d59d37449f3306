/**
 * The searches of Nictiz's TestScripts for a server under test, with the numbers of resources that
 * they expect. They lie beside the repository, like the corpora: see `shared-data.ts`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../fhir/json.js';

const SCRIPTS = fileURLToPath(new URL('../../../shared/testscripts/', import.meta.url));

/** The day that all dates of the scripts are relative to. */
const TODAY = Date.UTC(2026, 0, 15);

export type Identified = JsonObject & { resourceType: string; id: string };

export interface ScriptedSearch {
  readonly id: string;
  readonly type: string;
  /** As in a URL, not encoded. */
  readonly query: string;
  readonly counts: readonly ScriptedCount[];
}

export interface ScriptedCount {
  readonly type: string;
  readonly operator: '=' | '>=';
  readonly count: number;
}

interface Script {
  readonly id: string;
  readonly variable?: readonly { readonly name: string; readonly defaultValue?: string }[];
  readonly test: readonly { readonly action: readonly Action[] }[];
}

interface Action {
  readonly operation?: {
    readonly type: { readonly code: string };
    readonly resource?: string;
    readonly params?: string;
    readonly requestHeader?: readonly { readonly field: string; readonly value: string }[];
  };
  readonly assert?: { readonly expression?: string };
}

/** True when the scripts are there; says so once when they are not. */
export function hasScripts(): boolean {
  const present = existsSync(SCRIPTS);
  if (!present) process.stderr.write('Skipping tests of ../shared/testscripts, which is absent.\n');
  return present;
}

/** What the server must hold before the scripts of a suite are run. */
export function scriptedResources(suite: string): Identified[] {
  return filesBelow(path.join(SCRIPTS, suite, 'load')).map(
    (text) => JSON.parse(dated(text)) as Identified,
  );
}

/** The searches of a suite; each scenario is there for JSON and XML, and is taken once. */
export function scriptedSearches(suite: string): ScriptedSearch[] {
  const tokens = JSON.parse(readFileSync(path.join(SCRIPTS, 'tokens.json'), 'utf8')) as {
    variable: string;
    patientResourceId: string;
  }[];
  const patients = new Map(
    tokens.map(({ variable, patientResourceId }) => [`\${${variable}}`, patientResourceId]),
  );
  return filesBelow(path.join(SCRIPTS, suite, 'scripts'))
    .map((text) => JSON.parse(text) as Script)
    .filter(({ id }) => !id.endsWith('-xml'))
    .flatMap((script) => searchesOf(script, patients));
}

function searchesOf(script: Script, patients: ReadonlyMap<string, string>): ScriptedSearch[] {
  return script.test.flatMap(({ action }) => {
    const operation = action.find((one) => one.operation?.type.code === 'search')?.operation;
    if (operation?.resource === undefined) return [];
    const { resource: type, params = '', requestHeader = [] } = operation;
    // Their access tokens stand for one patient each.
    const token = requestHeader.find(({ field }) => field === 'Authorization')?.value ?? '';
    const patient = params.includes('patient.identifier') ? undefined : patients.get(token);
    const query = dated(withVariables(params.replace(/^\?/, ''), script));
    return [
      {
        id: script.id,
        type,
        query: patient === undefined ? query : `patient=Patient/${patient}&${query}`,
        counts: action.flatMap(({ assert }) => countOf(assert?.expression) ?? []),
      },
    ];
  });
}

const COUNT = /^Bundle\.entry\.where\(resource\.is\((\w+)\)\)\.count\(\) (=|>=) (\d+)$/;

function countOf(expression = ''): ScriptedCount | undefined {
  const [, type, operator, count] = COUNT.exec(expression) ?? [];
  if (type === undefined) return undefined;
  return { type, operator: operator as ScriptedCount['operator'], count: Number(count) };
}

function withVariables(text: string, { variable = [] }: Script): string {
  return variable.reduce(
    (filled, { name, defaultValue }) => filled.replaceAll(`\${${name}}`, defaultValue ?? ''),
    text,
  );
}

/** `${DATE, T, D, -10}` is ten days before the day of the test. */
function dated(text: string): string {
  return text.replace(
    /\$\{DATE, ?T, ?([DMY]), ?([+-]?\d+)\}/g,
    (_, unit: string, shift: string) => {
      const date = new Date(TODAY);
      if (unit === 'D') date.setUTCDate(date.getUTCDate() + Number(shift));
      else if (unit === 'M') date.setUTCMonth(date.getUTCMonth() + Number(shift));
      else date.setUTCFullYear(date.getUTCFullYear() + Number(shift));
      return date.toISOString().slice(0, 10);
    },
  );
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const full = path.join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(full) : [readFileSync(full, 'utf8')];
    });
}
