import {
  asList,
  asNumber,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../assembly/index.ts';
import { AUTO_SCALING_GROUP, launchTemplateOf } from './auto-scaling-groups.ts';
import { itemsOf, referrersBy } from './lookups.ts';

const GROUP = 'AWS::EC2::SecurityGroup';

/** SSH and Remote Desktop: what is open to them alone is for whoever administers it. */
const ADMINISTRATION = [22, 3389];

/**
 * Who may send requests to something: anyone, whom a rule names by address or security group, or
 * nobody beside administrators.
 */
export type Reach = 'anyone' | 'some' | 'nobody';

/**
 * Who may send requests, by its security groups, to an instance, to the instances of an Auto Scaling
 * group, or to the tasks of a service; undefined: it is not known. What names no group is in the
 * default one of its VPC, which lets in what is in it alone:
 * https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
 */
export function reachOf(graph: ResourceGraph, compute: ResourceNode): Reach | undefined {
  const groups = groupsOf(graph, compute)?.map((group) =>
    targetOf(graph, group, [GROUP], compute.region),
  );
  return widest(groups?.map((group) => group && reachOfGroup(graph, group)) ?? [undefined]);
}

/**
 * Whether something names no security group: the default one of its VPC is then one that others let
 * requests into, or not.
 */
export function namesNoGroup(graph: ResourceGraph, compute: ResourceNode): boolean {
  return groupsOf(graph, compute)?.length === 0;
}

/** The security groups of an instance that are at hand. */
export function securityGroupsOf(
  graph: ResourceGraph,
  instance: ResourceNode,
): readonly ResourceNode[] {
  return graph.references(instance).flatMap(({ to }) => (to.type === GROUP ? [to] : []));
}

/** What something names as its security groups; undefined: that is not known. */
function groupsOf(graph: ResourceGraph, compute: ResourceNode): readonly Resolved[] | undefined {
  switch (compute.type) {
    case 'AWS::ECS::Service':
      return groupsAt(graph, compute, 'NetworkConfiguration', 'AwsvpcConfiguration');
    case AUTO_SCALING_GROUP: {
      const template = launchTemplateOf(graph, compute);
      if (template !== undefined) return groupsAt(graph, template, 'LaunchTemplateData');
      const type = 'AWS::AutoScaling::LaunchConfiguration';
      const name = graph.get(compute, 'LaunchConfigurationName');
      const old = targetOf(graph, name, [type], compute.region);
      return old && groupsAt(graph, old);
    }
    default:
      return groupsOfInstance(graph, compute);
  }
}

/** What an instance names itself counts in the place of what its launch template names. */
function groupsOfInstance(
  graph: ResourceGraph,
  instance: ResourceNode,
): readonly Resolved[] | undefined {
  const own = groupsAt(graph, instance);
  if (own?.length !== 0 || graph.get(instance, 'LaunchTemplate').kind === 'absent') return own;
  const template = launchTemplateOf(graph, instance);
  return template && groupsAt(graph, template, 'LaunchTemplateData');
}

/**
 * The security groups that some properties name, by themselves or by network interfaces, which have
 * `GroupSet` in an instance and `Groups` in a launch template.
 */
function groupsAt(
  graph: ResourceGraph,
  node: ResourceNode,
  ...path: readonly string[]
): readonly Resolved[] | undefined {
  const interfaces = itemsOf(graph.get(node, ...path, 'NetworkInterfaces'));
  const lists = [
    ...['SecurityGroupIds', 'SecurityGroups'].map((name) =>
      itemsOf(graph.get(node, ...path, name)),
    ),
    ...(interfaces ?? []).flatMap((_, i) =>
      ['GroupSet', 'Groups'].map((name) =>
        itemsOf(graph.get(node, ...path, 'NetworkInterfaces', i, name)),
      ),
    ),
  ];
  const known = lists.filter((list) => list !== undefined);
  return interfaces === undefined || known.length < lists.length ? undefined : known.flat();
}

function reachOfGroup(graph: ResourceGraph, group: ResourceNode): Reach | undefined {
  const inline = asList(graph.get(group, 'SecurityGroupIngress'));
  if (inline.state === 'unknown') return undefined;
  const count = inline.state === 'known' ? inline.value.length : 0;
  const rules = Array.from({ length: count }, (_, i) =>
    reachOfRule((name) => graph.get(group, 'SecurityGroupIngress', i, name)),
  );
  const others = referrersBy(
    graph,
    group,
    'AWS::EC2::SecurityGroupIngress',
    'GroupId',
    'GroupName',
  );
  const separate = others.map((rule) => reachOfRule((name) => graph.get(rule, name)));
  return widest([...rules, ...separate]);
}

function reachOfRule(at: (name: string) => Resolved): Reach | undefined {
  const protocol = at('IpProtocol');
  if (protocol.kind === 'literal' && /^(?:icmp|icmpv6|1|58)$/.test(String(protocol.value))) {
    return 'nobody';
  }
  const [from, to] = ['FromPort', 'ToPort'].map((name) => asNumber(at(name)));
  if (from?.state === 'unknown' || to?.state === 'unknown') return undefined;
  const first = from?.state === 'known' ? from.value : 0;
  const last = to?.state === 'known' ? to.value : first;
  if (first === last && ADMINISTRATION.includes(first)) return 'nobody';
  const anywhere = ['CidrIp', 'CidrIpv6'].some((name) => {
    const value = at(name);
    return value.kind === 'literal' && ['0.0.0.0/0', '::/0'].includes(String(value.value));
  });
  return anywhere ? 'anyone' : 'some';
}

/** What one of several lets in all let in; undefined where the rest is not known. */
function widest(all: readonly (Reach | undefined)[]): Reach | undefined {
  if (all.includes('anyone')) return 'anyone';
  if (all.includes(undefined)) return undefined;
  return all.includes('some') ? 'some' : 'nobody';
}
