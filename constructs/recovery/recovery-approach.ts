/**
 * What the two Regions of a plan are to each other, and so which workflows the plan has.
 *
 * A Region switch plan holds exactly two Regions
 * (https://docs.aws.amazon.com/arc-region-switch/latest/api/API_CreatePlan.html). Of a service in
 * more of them, plan the first two in order of preference, and recover into the others by runbook.
 */
export class RecoveryApproach {
  /**
   * One Region serves, the other takes over: a workflow that activates either of them, and so is
   * failover and failback.
   */
  static activePassive(primary: string, standby: string): RecoveryApproach {
    return new RecoveryApproach('activePassive', [primary, standby]);
  }

  /** Both Regions serve: one workflow that takes a Region out, and one that takes it back in. */
  static activeActive(first: string, second: string): RecoveryApproach {
    return new RecoveryApproach('activeActive', [first, second]);
  }

  /** The name that Region switch has for it. */
  readonly name: 'activePassive' | 'activeActive';

  /** The Regions, the preferred one first. */
  readonly regions: readonly [string, string];

  private constructor(name: RecoveryApproach['name'], regions: readonly [string, string]) {
    this.name = name;
    this.regions = regions;
  }

  /**
   * The Region that an execution works in: the one being activated, or the one that stays when the
   * other is deactivated. It is the healthy one, and the plan is started there.
   */
  workingRegion(action: 'activate' | 'deactivate', target: string): string {
    const [first, second] = this.regions;
    if (action === 'activate') return target;
    return target === first ? second : first;
  }
}
