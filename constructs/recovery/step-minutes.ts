/** After how many minutes a step of a Region switch plan waits for a person, where nothing is said. */
export const STEP_MINUTES = {
  /**
   * A promotion takes minutes, and pausing while it works helps nobody: traffic waits for the step.
   * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html
   */
  promotion: 10,
  /** Where traffic does not wait for the promotion, a person looks sooner: what is missing is writes. */
  promotionBesideTraffic: 8,
  /** The state of a health check changes in seconds. A minute is the unit, and one alone leaves no margin. */
  shift: 2,
  /** Someone who is awake and expects the question. */
  approval: 5,
  /** Launching and warming a fleet while others launch theirs. */
  launch: 15,
  /** Traffic goes to what runs, meanwhile. */
  launchBesideTraffic: 5,
} as const;
