/**
 * What a service promises of failures: held against a prediction, and never what a prediction is
 * made of. Left out is what is not promised.
 */
export interface ResilienceObjectives {
  /**
   * How soon it is back and how little is lost, by scenario: by its name, as `az-loss` or
   * `az-loss+no-launches`, or with the place, as `az-loss:eu-west-1a`. `regionLoss` is `region-loss`.
   *
   * @default - none
   */
  readonly recovery?: Readonly<Record<string, RecoveryTarget>>;
  /**
   * Scenarios in which all that the peak needs is served again without a person, by name or with the
   * place.
   *
   * @default - none
   */
  readonly survives?: readonly string[];
  /**
   * The share of time in which the service answers, in percent: one loss of a Region a year has to
   * fit into what it leaves. Where the service waits for its Region, AWS decides, and nothing is held
   * against it.
   *
   * @default - none
   */
  readonly availabilityPercent?: number;
  /**
   * Which end of a predicted range is judged.
   *
   * @default 'typical'
   */
  readonly judge?: 'shortest' | 'typical' | 'longest';
}

/** What one kind of failure may cost. */
export interface RecoveryTarget {
  /**
   * Recovery time objective: the most minutes until all that the peak needs is served.
   *
   * @default - none
   */
  readonly rtoMinutes?: number;
  /**
   * Recovery point objective: the most minutes of writes that are lost.
   *
   * @default - none
   */
  readonly rpoMinutes?: number;
  /**
   * Whether it has to be reached without a person.
   *
   * @default false, a person may start it: the time to decide counts
   */
  readonly byItself?: boolean;
}
