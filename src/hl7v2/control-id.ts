/** Message control ids (MSH-10) of messages that this server makes. */
import { randomBytes } from 'node:crypto';

/** 20 characters, as many as MSH-10 has before version 2.7. */
export function newControlId(): string {
  return `VT${randomBytes(9).toString('hex').toUpperCase()}`;
}
