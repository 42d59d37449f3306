/** `docs/configuration.md`, made from the schema. */
import { SETTINGS } from './schema.js';
import type { Setting } from './setting.js';

export function describeSettings(): string {
  const rows = Object.entries(SETTINGS as Record<string, Setting>).map(([name, setting]) => {
    const byDefault = setting.default === undefined ? '' : `\`${setting.default}\``;
    return `| \`${name}\` | ${setting.sentence} | ${setting.allowed.replaceAll('|', '\\|')} | ${byDefault} |`;
  });
  return [
    '# Configuration',
    '',
    'Settings are environment variables, read once at start. A wrong value stops the start with a line',
    'that names the variable, the value and what is allowed.',
    '',
    '<!-- Made by src/config/describe.ts: change src/config/schema.ts instead. -->',
    '',
    '| variable | what | allowed | default |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
