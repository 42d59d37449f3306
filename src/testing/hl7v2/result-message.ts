/** Messages with results, as tests of the mapping need them. */
import type { Hl7Message } from '../../hl7v2/parser/message.js';
import { header, messageOf } from './message-of.js';

export const PID = 'PID|1||4100210^^^OLZ^PI||Willems&&Willems^Femke^^^^^L||19751212|F';

interface Report {
  readonly time?: string;
  readonly status?: string;
  readonly placer?: string;
  readonly filler?: string;
  readonly service?: string;
  readonly section?: string;
}

/** An OBR; what is not given is that of one and the same report. */
export function obr({
  time = '20260305110000',
  status = 'F',
  placer = 'P1^ZIS',
  filler = 'F1^LAB',
  service = 'CHEM^Klinische chemie^99lab',
  section = 'LAB',
}: Report = {}): string {
  const fields: Record<number, string> = {
    1: '1',
    2: placer,
    3: filler,
    4: service,
    7: '20260305073000',
    22: time,
    24: section,
    25: status,
  };
  return ['OBR', ...Array.from({ length: 25 }, (_, index) => fields[index + 1] ?? '')].join('|');
}

/** An ORU of that patient. @param time MSH-7 */
export function oru(time: string, ...lines: readonly string[]): Hl7Message {
  return messageOf(header('ORU^R01', time), PID, ...lines);
}
