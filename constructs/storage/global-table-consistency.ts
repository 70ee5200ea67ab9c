import { Token } from 'aws-cdk-lib/core';

/**
 * The Regions among which DynamoDB replicates with strong consistency: a table stays within one set.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html
 */
const strongRegionSets: readonly (readonly string[])[] = [
  ['us-east-1', 'us-east-2', 'us-west-2'],
  ['eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-west-3'],
  ['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3'],
];

/**
 * What a read in one Region knows of a write in another.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html
 */
export class GlobalTableConsistency {
  /**
   * Writes reach the other Regions usually within a second, and the last writer wins. When a Region is
   * lost, so may be what it did not get out yet.
   */
  static eventual(): GlobalTableConsistency {
    return new GlobalTableConsistency(false);
  }

  /**
   * A write is acknowledged once a second Region has it, so that no acknowledged write is lost with a
   * Region, and two Regions never both believe that they were first: what idempotency keys need.
   *
   * It takes exactly three Regions of one set (US, Europe or Asia Pacific), one of which may be a
   * witness, and a Region's round trip for each write. It has no transactions, and no time to live, so
   * the service has to delete old items itself. When two of the three Regions are lost, so is the table.
   *
   * @param witnessRegion a Region that holds the writes and answers no requests, as the third beside
   *   two replicas
   */
  static strong(witnessRegion?: string): GlobalTableConsistency {
    return new GlobalTableConsistency(true, witnessRegion);
  }

  /** Whether all Regions agree on each write. */
  readonly strong: boolean;
  /** The Region that holds writes without a replica. */
  readonly witnessRegion?: string;

  private constructor(strong: boolean, witnessRegion?: string) {
    this.strong = strong;
    this.witnessRegion = witnessRegion;
  }

  /**
   * Why replicas in these Regions cannot have this consistency.
   *
   * @returns what is wrong and what would be right, or `undefined` when nothing is
   */
  problemWith(regions: readonly string[]): string | undefined {
    const all = this.witnessRegion === undefined ? regions : [...regions, this.witnessRegion];
    if (!this.strong || all.some((region) => Token.isUnresolved(region))) return undefined;
    const got = `got ${regions.join(', ')}${this.witnessRegion ? ` and the witness ${this.witnessRegion}` : ''}`;
    if (new Set(all).size !== 3 || all.length !== 3) {
      return `must be three for strong consistency, or two and another as the witness, ${got}`;
    }
    if (!strongRegionSets.some((set) => all.every((region) => set.includes(region)))) {
      const sets = strongRegionSets.map((set) => set.join(', ')).join('; or of ');
      return `must be of one set for strong consistency (of ${sets}), ${got}`;
    }
    return undefined;
  }
}
