import { asNumber } from '../../../assembly/index.ts';
import { textOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';
import { HEALTH_CHECKS } from './health-checks.ts';

/** Two checks, 30 seconds apart. */
const BY_DEFAULT = 60;

export const rule: ResourceRule = {
  id: 'HA-ALB-7',
  consequence: 'an impaired target gets requests for longer than allowed',
  title: 'An impaired target is noticed in time',
  rationale:
    'A target gets requests, and fails them, until it has missed enough health checks in a row.',
  severity: 'warning',
  fix: 'Lower HealthCheckIntervalSeconds or UnhealthyThresholdCount, so that their product is within the time in which an impaired target has to be noticed.',
  wellArchitected: ['REL11-BP01'],
  controls: 'observability',
  docs: [
    HEALTH_CHECKS,
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticloadbalancingv2-targetgroup.html',
  ],
  appliesTo: ['AWS::ElasticLoadBalancingV2::TargetGroup'],
  check(group, { graph, profile }) {
    // Functions are not checked by default, and have no state to be impaired by.
    if (textOf(graph, group, 'TargetType', 'instance') === 'lambda') return undefined;
    const isGeneve = textOf(graph, group, 'Protocol', '') === 'GENEVE';
    const interval = asNumber(graph.get(group, 'HealthCheckIntervalSeconds'));
    const threshold = asNumber(graph.get(group, 'UnhealthyThresholdCount'));
    const property = ['HealthCheckIntervalSeconds'];
    for (const read of [interval, threshold]) {
      if (read.state === 'unknown') {
        return unknown(`the time to notice is not known: ${read.reason}`, { property });
      }
    }
    const every = interval.state === 'known' ? interval.value : isGeneve ? 10 : 30;
    const times = threshold.state === 'known' ? threshold.value : 2;
    const { detectionSeconds } = profile.objectives;
    const seconds = times * every;
    const found = `noticed after ${times} checks, ${every} seconds apart: ${seconds} seconds`;
    const budget = detectionSeconds ?? BY_DEFAULT;
    if (seconds <= budget) return pass(found, { property });
    const origin = detectionSeconds === undefined ? ', as by default' : '';
    // One check more than by default is a matter of taste, unless something else is promised.
    const isMild = detectionSeconds === undefined && seconds <= 2 * BY_DEFAULT;
    return fail(`${found}, expected at most ${budget}${origin}`, {
      property,
      severity: isMild ? 'info' : undefined,
    });
  },
};
