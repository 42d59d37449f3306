/** A script that can't be run as it is written, or asks for what the runner hasn't got. */
export class ScriptError extends Error {}
