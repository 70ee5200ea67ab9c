/**
 * What a request is worth, from the one that is given up first: a list of products can be asked for
 * again and costs nobody anything, an order that was not taken is lost business.
 */
export type Worth = 'cheap' | 'normal' | 'dear';

/** The share of the places that each may take: what is worth more always finds some. */
const SHARE: Readonly<Record<Worth, number>> = { cheap: 0.6, normal: 0.8, dear: 1 };

/**
 * Lets in no more than can be served, and turns the rest away at once, before it has cost anything:
 * a server that takes all of them answers none of them in time.
 * https://aws.amazon.com/builders-library/using-load-shedding-to-avoid-overload/
 */
export class Admission {
  private readonly most: number;
  private inside = 0;

  constructor(most: number) {
    this.most = most;
  }

  /** Whether there is a place; who enters has to {@link leave}. */
  enter(worth: Worth): boolean {
    if (this.inside >= Math.max(1, Math.floor(this.most * SHARE[worth]))) return false;
    this.inside += 1;
    return true;
  }

  leave(): void {
    this.inside -= 1;
  }
}
