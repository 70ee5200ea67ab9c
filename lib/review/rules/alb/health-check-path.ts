import { asString } from '../../../assembly/index.ts';
import { textOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge, unknown } from '../../verdicts.ts';
import { HEALTH_CHECKS } from './health-checks.ts';

export const rule: ResourceRule = {
  id: 'HA-ALB-6',
  consequence: 'targets count as healthy while the service behind them fails',
  title: 'HTTP health checks ask a page that tells the state of the service',
  rationale:
    'The default path, /, is often a static page or a redirect, which answers while the service behind it does not.',
  severity: 'info',
  fix: 'Set HealthCheckPath to a page that checks what this instance needs to serve, such as /health.',
  wellArchitected: ['REL11-BP01'],
  controls: 'observability',
  docs: [HEALTH_CHECKS],
  appliesTo: ['AWS::ElasticLoadBalancingV2::TargetGroup'],
  check(group, { graph }) {
    // Functions are not checked by default; gRPC has a path of its own.
    if (textOf(graph, group, 'TargetType', 'instance') === 'lambda') return undefined;
    if (textOf(graph, group, 'ProtocolVersion', 'HTTP1') === 'GRPC') return undefined;
    const protocol = textOf(graph, group, 'Protocol', '');
    const isWeb = protocol === undefined ? undefined : /^HTTPS?$/.test(protocol);
    // Network Load Balancers check by TCP unless told otherwise.
    const byDefault = isWeb === undefined ? undefined : isWeb ? 'HTTP' : 'TCP';
    const own = graph.get(group, 'HealthCheckProtocol');
    const check =
      own.kind === 'absent' ? byDefault : textOf(graph, group, 'HealthCheckProtocol', '');
    const property = ['HealthCheckPath'];
    if (check === undefined) return unknown('the protocol of the check is not known', { property });
    if (!/^HTTPS?$/.test(check)) return undefined;
    return judge(asString(graph.get(group, 'HealthCheckPath')), {
      property,
      absent: '/',
      holds: (path) => path !== '/',
      expected: 'a path of its own',
    });
  },
};
