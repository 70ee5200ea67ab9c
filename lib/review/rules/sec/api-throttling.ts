import { asNumber, type ResourceGraph, type ResourceNode } from '../../../assembly/index.ts';
import { itemsOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

const REST = 'AWS::ApiGateway::Stage';

/** A limit that is set at all: what is enough for whom is in no template. */
export const rule: ResourceRule = {
  id: 'HA-SEC-7',
  consequence: 'one busy API takes the requests of all others of its account',
  title: 'A stage of an API has a limit of requests of its own',
  rationale:
    'A stage without a limit of its own may take all requests that the account is allowed in a Region: all other APIs are throttled with it.',
  severity: 'info',
  fix: 'Set ThrottlingRateLimit and ThrottlingBurstLimit in MethodSettings or DefaultRouteSettings, or Throttle in a usage plan.',
  wellArchitected: ['REL05-BP02'],
  controls: 'capacity',
  docs: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html',
  ],
  appliesTo: [REST, 'AWS::ApiGatewayV2::Stage'],
  check(stage, { graph }) {
    const plans = graph.having(['AWS::ApiGateway::UsagePlan'], stagesOf, stage);
    const limited = plans.filter((plan) => graph.get(plan, 'Throttle').kind !== 'absent');
    if (limited.length > 0) {
      return pass('a usage plan limits it', { evidence: evidenceOf(limited, 'usage plan') });
    }
    const limits = limitsOf(graph, stage);
    const property = [stage.type === REST ? 'MethodSettings' : 'DefaultRouteSettings'];
    if (limits.some(({ state }) => state === 'known')) return pass('it has a limit', { property });
    return limits.some(({ state }) => state === 'unknown')
      ? unknown('whether it has a limit is not known', { property })
      : fail('ThrottlingRateLimit is absent, and no usage plan has one', { property });
  },
};

function limitsOf(graph: ResourceGraph, stage: ResourceNode) {
  if (stage.type !== REST) {
    const settings = graph.get(stage, 'DefaultRouteSettings');
    return settings.kind === 'unknown'
      ? [asNumber(settings)]
      : [asNumber(graph.get(stage, 'DefaultRouteSettings', 'ThrottlingRateLimit'))];
  }
  const items = itemsOf(graph.get(stage, 'MethodSettings'));
  return items === undefined
    ? [asNumber(graph.get(stage, 'MethodSettings'))]
    : items.map((_, i) => asNumber(graph.get(stage, 'MethodSettings', i, 'ThrottlingRateLimit')));
}

/** The stages that a usage plan is about. */
function stagesOf(graph: ResourceGraph, plan: ResourceNode): readonly ResourceNode[] {
  const items = itemsOf(graph.get(plan, 'ApiStages')) ?? [];
  return items.flatMap((_, i) => {
    const stage = graph.get(plan, 'ApiStages', i, 'Stage');
    return stage.kind === 'reference' ? [stage.node] : [];
  });
}
