/** Name (with a modifier, if any) and value, decoded from the URL. */
export type QueryParameter = readonly [name: string, value: string];
