import type * as sns from 'aws-cdk-lib/aws-sns';

/**
 * How soon somebody has to act: `page` wakes a person, since users are hurt or soon will be;
 * `ticket` waits for working hours.
 */
export type Severity = 'page' | 'ticket';

/** Where the alarms of a Region report. {@link AlertChannels} is one; a topic of your own is another. */
export interface Alerts {
  /** The topic for what cannot wait, in the Region of the alarms. */
  readonly page: sns.ITopic;
  /** The topic for what can, in the Region of the alarms. */
  readonly ticket: sns.ITopic;
  /** What the links to runbooks begin with. */
  readonly runbookBaseUrl: string;
}
