/** What no template can know: a value that is reasonable, its range, and why. */
export interface AssumptionDefault {
  readonly value: number;
  readonly range: readonly [number, number];
  readonly unit: string;
  readonly reason: string;
}

/** The date on which the reasons were last looked at. */
export const AS_OF = '2026-11-26';

/** The assumptions that hold for all services; those about one resource are made where it is read. */
export const ASSUMPTIONS: Readonly<Record<string, AssumptionDefault>> = {
  decisionMinutes: {
    value: 5,
    range: [2, 30],
    unit: 'min',
    reason:
      'how long people take to decide on a failover: nobody decides in less than two minutes, and AWS’s first public post came 14 to 129 minutes after the start of past outages',
  },
  noticeMinutes: {
    value: 10,
    range: [2, 60],
    unit: 'min',
    reason:
      'how long it takes until somebody notices where no alarm with an action looks at the service',
  },
  manualStepsMinutes: {
    value: 15,
    range: [5, 60],
    unit: 'min',
    reason: 'how long a failover takes by hand where no plan has its steps',
  },
  startMinutes: {
    value: 2,
    range: [1, 5],
    unit: 'min',
    reason:
      'from a launched instance or task to its first answer, where no warm-up time is declared',
  },
  redeployMinutes: {
    value: 45,
    range: [20, 180],
    unit: 'min',
    reason: 'how long it takes to deploy the stacks in another Region',
  },
  restoreMinutes: {
    value: 60,
    range: [15, 480],
    unit: 'min',
    reason:
      'how long the restore of a database from a backup takes: it depends on its size, which a restore test measures',
  },
  instanceMinutes: {
    value: 10,
    range: [5, 20],
    unit: 'min',
    reason: 'how long it takes to create a database instance in another zone',
  },
  backlogSeconds: {
    value: 30,
    range: [0, 900],
    unit: 's',
    reason: 'how old the oldest message of a queue is, which is what is lost with its Region',
  },
};
