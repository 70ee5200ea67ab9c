/** A dependency does not work: it cannot be reached, refuses everybody, or loses the answer. */
export class Outage extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** What was asked for cannot be had now, and may be asked for again: 503 with `Retry-After`. */
export class Unavailable extends Error {
  constructor(what: string, cause?: unknown) {
    super(`${what} is not available`, { cause });
  }
}

/** The deadline passed before there was an answer: 504. */
export class DeadlineExceeded extends Error {
  readonly what: string;

  constructor(what: string) {
    super(`${what} did not answer in time`);
    this.what = what;
  }
}
