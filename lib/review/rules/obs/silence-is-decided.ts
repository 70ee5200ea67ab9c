import { asString } from '../../../assembly/index.ts';
import { ALARM, metricsOfAlarm } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

/** Metrics that stop when what they measure is gone. */
const LIVENESS = [
  'HealthyHostCount',
  'HealthyRoutingRequestCount',
  'HealthCheckStatus',
  'HealthCheckPercentageHealthy',
  'SuccessPercent',
];

export const rule: ResourceRule = {
  id: 'HA-OBS-3',
  consequence: 'silence is not an alarm',
  title: 'An alarm on a sign of life says what silence means',
  rationale:
    'By default an alarm without data goes to INSUFFICIENT_DATA and calls nobody, although what is gone sends no data.',
  severity: 'info',
  fix: 'Set TreatMissingData to breaching, or to what silence means for this metric.',
  wellArchitected: ['REL11-BP01'],
  controls: 'observability',
  docs: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html',
  ],
  appliesTo: [ALARM],
  check(alarm, { graph }) {
    const isLiveness = metricsOfAlarm(graph, alarm).some(({ name }) =>
      LIVENESS.includes(name ?? ''),
    );
    if (!isLiveness) return undefined;
    return judge(asString(graph.get(alarm, 'TreatMissingData')), {
      property: ['TreatMissingData'],
      absent: 'missing',
      holds: (treatment) => treatment !== 'missing',
      expected: 'breaching',
    });
  },
};
