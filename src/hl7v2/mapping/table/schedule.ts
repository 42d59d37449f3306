/** Tables about appointments: 0278, and what the events of SIU mean. */
import type { CodeTable } from './code-table.js';

/** 0278, filler status, to https://hl7.org/fhir/R4/valueset-appointmentstatus.html. */
export const APPOINTMENT_STATUS: CodeTable<string> = {
  PENDING: 'pending',
  WAITLIST: 'waitlist',
  BOOKED: 'booked',
  OVERBOOK: 'booked',
  STARTED: 'checked-in',
  COMPLETE: 'fulfilled',
  CANCELLED: 'cancelled',
  DC: 'cancelled',
  DISCONTINUED: 'cancelled',
  DELETED: 'entered-in-error',
  NOSHOW: 'noshow',
};

/** What an event says of the status when SCH-25 does not. */
export const STATUS_OF_EVENT: Readonly<Record<string, string>> = {
  S12: 'booked',
  S13: 'booked',
  S15: 'cancelled',
  S16: 'cancelled',
  S17: 'entered-in-error',
  S26: 'noshow',
};

/** A participant's status for a status of their own (AIP-12, AIS-10 …). */
export const PARTICIPANT_STATUS: Readonly<Record<string, string>> = {
  PENDING: 'needs-action',
  WAITLIST: 'needs-action',
  BOOKED: 'accepted',
  OVERBOOK: 'accepted',
  STARTED: 'accepted',
  COMPLETE: 'accepted',
  CANCELLED: 'declined',
  DC: 'declined',
  DISCONTINUED: 'declined',
  DELETED: 'declined',
  NOSHOW: 'declined',
};
