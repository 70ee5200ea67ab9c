import type { Fact } from './fact.ts';

export const recovery = {
  'arc.routing': {
    title: 'time until Route 53 answers by the changed state of a health check or routing control',
    value: 30,
    range: [5, 60],
    unit: 'seconds',
    condition: 'no figure of AWS: its page says that the state is updated and traffic follows',
    source: 'https://docs.aws.amazon.com/r53recovery/latest/dg/route53-health-check-block.html',
    asOf: '2026-11-26',
  },
  'cloudwatch.delay': {
    title: 'time until a data point can be evaluated by an alarm',
    value: 60,
    range: [0, 180],
    unit: 'seconds',
    condition:
      'no figure of AWS for all metrics; one to three minutes are usual for those of one minute',
    source:
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
    asOf: '2026-11-20',
  },
} as const satisfies Record<string, Fact>;
