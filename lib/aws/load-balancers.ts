import {
  asKeyValues,
  asList,
  asString,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../assembly/index.ts';
import { referrersBy } from './lookups.ts';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

/** The subnets of a load balancer, from whichever property has them. */
export function subnetsOfBalancer(
  graph: ResourceGraph,
  balancer: ResourceNode,
): { readonly property: string; readonly subnets: Resolved } {
  const mappings = graph.get(balancer, 'SubnetMappings');
  if (mappings.kind === 'absent') {
    return { property: 'Subnets', subnets: graph.get(balancer, 'Subnets') };
  }
  if (mappings.kind !== 'list') return { property: 'SubnetMappings', subnets: mappings };
  const items = mappings.items.map((item) =>
    item.kind === 'mapping' ? (item.entries.get('SubnetId') ?? item) : item,
  );
  return { property: 'SubnetMappings', subnets: { ...mappings, items } };
}

/** The listeners of a load balancer. */
export function listenersOf(graph: ResourceGraph, balancer: ResourceNode): readonly ResourceNode[] {
  return referrersBy(graph, balancer, LISTENER, 'LoadBalancerArn');
}

/** The rules of a listener, beside its default. */
export function listenerRulesOf(
  graph: ResourceGraph,
  listener: ResourceNode,
): readonly ResourceNode[] {
  return referrersBy(graph, listener, RULE, 'ListenerArn');
}

/** The target groups that a listener or one of its rules forwards to, each once. */
export function targetGroupsOf(
  graph: ResourceGraph,
  listeners: readonly ResourceNode[],
): readonly ResourceNode[] {
  const rules = listeners.flatMap((one) => listenerRulesOf(graph, one));
  // What a rule takes whole never comes to the default.
  const reached = listeners.filter(
    (one) => !listenerRulesOf(graph, one).some((rule) => takesAll(graph, rule)),
  );
  const groups = [...reached, ...rules].flatMap((one) =>
    graph.references(one).flatMap(({ to }) => (to.type === TARGET_GROUP ? [to] : [])),
  );
  return [...new Set(groups)];
}

/** Whether a rule takes every request: each of its conditions is any path, or any host. */
function takesAll(graph: ResourceGraph, rule: ResourceNode): boolean {
  const conditions = asList(graph.get(rule, 'Conditions'));
  if (conditions.state !== 'known' || conditions.value.length === 0) return false;
  return conditions.value.every((_, i) =>
    [['Values'], ['PathPatternConfig', 'Values'], ['HostHeaderConfig', 'Values']].some((path) => {
      const field = asString(graph.get(rule, 'Conditions', i, 'Field'));
      if (field.state === 'known' && !/^(?:path-pattern|host-header)$/.test(field.value))
        return false;
      const values = asList(graph.get(rule, 'Conditions', i, ...path));
      const any = field.state === 'known' && field.value === 'path-pattern' ? ['*', '/*'] : ['*'];
      return (
        values.state === 'known' &&
        values.value.some((one) => one.kind === 'literal' && any.includes(String(one.value)))
      );
    }),
  );
}

/** The subnets of what registers itself with a target group; undefined: some are not known. */
export function subnetsOfTargets(
  graph: ResourceGraph,
  targetGroup: ResourceNode,
): readonly ResourceNode[] | undefined {
  const groups = referrersBy(
    graph,
    targetGroup,
    'AWS::AutoScaling::AutoScalingGroup',
    'TargetGroupARNs',
    'TrafficSources',
  ).map((group) => graph.get(group, 'VPCZoneIdentifier'));
  const services = referrersBy(graph, targetGroup, 'AWS::ECS::Service', 'LoadBalancers').map(
    (service) => graph.get(service, 'NetworkConfiguration', 'AwsvpcConfiguration', 'Subnets'),
  );
  const subnets = [...groups, ...services].flatMap((value) => {
    const list = asList(value);
    return list.state === 'known'
      ? list.value.map((item) => targetOf(graph, item, ['AWS::EC2::Subnet']))
      : [undefined];
  });
  return subnets.includes(undefined) ? undefined : subnets.filter((one) => one !== undefined);
}

/** A load balancer's or a target group's attribute by its key. */
export function attributeOf(
  graph: ResourceGraph,
  node: ResourceNode,
  property: 'LoadBalancerAttributes' | 'TargetGroupAttributes',
  key: string,
): Resolved {
  const attributes = asKeyValues(graph.get(node, property));
  if (attributes.state === 'absent') return { kind: 'absent' };
  if (attributes.state === 'unknown') {
    return { kind: 'unknown', code: 'attribute', reason: attributes.reason };
  }
  return attributes.value.get(key) ?? { kind: 'absent' };
}
