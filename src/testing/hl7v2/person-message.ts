/** Segments about a person, as tests of the mapping need them. */

export const PID3 = '4100063^^^OLZ^PI~999900092^^^NLMINBIZA^NNNLD';

/** A PID with these fields, by number. */
export function pid(fields: Readonly<Record<number, string>> = {}): string {
  const all: Record<number, string> = {
    1: '1',
    3: PID3,
    5: 'ter Horst&ter&Horst^Teun^^^^^L',
    ...fields,
  };
  const last = Math.max(...Object.keys(all).map(Number));
  return ['PID', ...Array.from({ length: last }, (_, index) => all[index + 1] ?? '')].join('|');
}

/** With birth date, sex, address and telephone numbers. */
export const FULL = pid({
  7: '19800905',
  8: 'M',
  11: 'Beukenlaan 27&Beukenlaan&27^^Eindhoven^^5611LM^NL^H',
  13: '030-2501096^PRN^PH~06-10586648^PRN^CP',
  14: '040-1111111^WPN^PH',
  16: 'M',
});
