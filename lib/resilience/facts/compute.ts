import type { Fact } from './fact.ts';

export const compute = {
  'ec2.launch': {
    title: 'time from the call that launches an instance until it accepts connections',
    value: 26,
    range: [15, 80],
    unit: 'seconds',
    condition: 'capacity is there; measured, no figure of AWS',
    source: 'https://github.com/brevdev/ec2-coldboot-research',
    asOf: '2026-11-20',
  },
  'asg.statusCheck': {
    title: 'time until a group replaces an instance that fails its EC2 status checks',
    value: 180,
    range: [60, 300],
    unit: 'seconds',
    condition: 'the page says a few minutes; an instance that is not running is replaced at once',
    source:
      'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html',
    asOf: '2026-11-20',
  },
  'ecs.taskStart': {
    title: 'time from a task that stopped until its replacement runs',
    value: 60,
    range: [20, 180],
    unit: 'seconds',
    condition: 'no figure of AWS: depends on the size of the image',
    source:
      'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html',
    asOf: '2026-11-26',
  },
  'lambda.zoneLoss': {
    title: 'time during which a function fails in part after a zone is lost',
    value: 0,
    range: [0, 60],
    unit: 'seconds',
    condition: 'Lambda runs functions in several zones of a Region by itself',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/security-resilience.html',
    asOf: '2026-11-26',
  },
} as const satisfies Record<string, Fact>;
