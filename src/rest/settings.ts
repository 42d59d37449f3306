/** Limits and manners of the HTTP door. */
export interface RestSettings {
  /** Public base URL, without a trailing slash. */
  readonly base: string;
  /** Bytes of a request body, also after decompression. */
  readonly maxBodyBytes: number;
  /** Milliseconds for a whole request body, and for a pause in it. */
  readonly bodyTimeout: number;
  readonly bodyIdleTimeout: number;
  /** Origins that browsers may call from; `*` for all. */
  readonly corsOrigins: readonly string[];
}
