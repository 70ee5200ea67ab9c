/**
 * Until when an answer is of use. It is set once, where the request comes in, and handed to
 * everything that is done for it: nothing waits for longer than the caller does.
 */
export class Deadline {
  private readonly at: number;

  private constructor(at: number) {
    this.at = at;
  }

  static in(milliseconds: number): Deadline {
    return new Deadline(performance.now() + milliseconds);
  }

  /** The milliseconds that are left, 0 when it has passed. */
  remaining(): number {
    return Math.max(0, this.at - performance.now());
  }

  /** The milliseconds that one step may take: what is left, and no more than `limit`. */
  atMost(limit: number): number {
    return Math.min(limit, this.remaining());
  }
}
