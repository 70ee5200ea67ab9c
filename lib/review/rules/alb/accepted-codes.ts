import { asString } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';
import { HEALTH_CHECKS } from './health-checks.ts';

export const rule: ResourceRule = {
  id: 'HA-ALB-13',
  consequence: 'targets that answer with errors count as healthy',
  title: 'A health check accepts no status code of an error',
  rationale:
    'A matcher that takes 4xx passes a target whose service is not deployed, refuses everybody or throttles: it stays in service and fails each request.',
  severity: 'warning',
  fix: 'Set Matcher.HttpCode to the code of the page that is asked, 200, and no range beyond 399.',
  wellArchitected: ['REL11-BP01'],
  controls: 'observability',
  docs: [HEALTH_CHECKS],
  appliesTo: ['AWS::ElasticLoadBalancingV2::TargetGroup'],
  check(group, { graph }) {
    const property = ['Matcher', 'HttpCode'];
    const codes = asString(graph.get(group, ...property));
    if (codes.state === 'absent') return undefined;
    return judge(codes, {
      property,
      absent: undefined,
      holds: (text) => text.split(',').every((range) => Number(range.split('-').at(-1)) < 400),
      expected: 'codes below 400',
    });
  },
};
