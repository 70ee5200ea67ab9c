/** A timing of AWS, as its page or a measurement gives it. */
export interface Fact {
  /** What it says, for people. */
  readonly title: string;
  /** What is typical, or the only figure that is published. */
  readonly value: number;
  /** The least and the most, where they are published or were measured. */
  readonly range?: readonly [number, number];
  readonly unit: 'seconds' | 'minutes' | 'share' | 'zones';
  /** When it holds. */
  readonly condition?: string;
  readonly source: string;
  /** When the source was read, as YYYY-MM-DD. */
  readonly asOf: string;
}
