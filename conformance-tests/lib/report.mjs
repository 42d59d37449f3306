/** The results as a table for people. */

const MARKS = { pass: 'pass', fail: 'FAIL', skip: 'skip' };

export function printReport({ base, software, fhirVersion, totals, cases }) {
  const name = [software?.name, software?.version].filter(Boolean).join(' ');
  const lines = [`${base}${name === '' ? '' : `: ${name}`}, FHIR ${fhirVersion}`];
  const width = Math.max(0, ...cases.map(({ id }) => id.length));
  let group;
  for (const one of cases) {
    if (one.group !== group) lines.push('');
    group = one.group;
    const time = `${one.milliseconds} ms`.padStart(9);
    lines.push(`${MARKS[one.result]}  ${one.id.padEnd(width)} ${time}  ${one.title}`);
    if (one.reason !== undefined) lines.push(`${' '.repeat(width + 17)}${one.reason}`);
    if (one.result === 'fail') lines.push(`${' '.repeat(width + 17)}${one.spec}`);
  }
  const { pass, fail, skip } = totals;
  lines.push('', `${pass} passed, ${fail} failed, ${skip} skipped`);
  process.stdout.write(`${lines.join('\n')}\n`);
}
