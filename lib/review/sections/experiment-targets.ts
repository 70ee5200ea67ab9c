import {
  asKeyValues,
  asList,
  asMapping,
  asNumber,
  asString,
  type Read,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
} from '../../assembly/index.ts';

/**
 * The types whose resources a target of AWS FIS selects by tags. Instances have the tags that their
 * group gives them, and are as many as it may have.
 * https://docs.aws.amazon.com/fis/latest/userguide/targets.html
 */
const SELECTED: Readonly<Record<string, string>> = {
  'aws:ec2:autoscaling-group': 'AWS::AutoScaling::AutoScalingGroup',
  'aws:ec2:instance': 'AWS::AutoScaling::AutoScalingGroup',
  'aws:ec2:subnet': 'AWS::EC2::Subnet',
  'aws:rds:cluster': 'AWS::RDS::DBCluster',
  'aws:s3:bucket': 'AWS::S3::Bucket',
};

/**
 * How many resources an experiment template reaches in one run with actions of one kind, at the most:
 * those of its Region whose tags its targets ask for, as far as the selection goes. 0 if it has no such
 * action, undefined if that is not known.
 */
export function experimentTargets(actionId: string) {
  return (graph: ResourceGraph, template: ResourceNode): number | undefined => {
    const actions = known(asMapping(graph.get(template, 'Actions')));
    if (actions === undefined) return undefined;
    const names = [...actions.keys()].flatMap((action) => {
      const id = known(asString(graph.get(template, 'Actions', action, 'ActionId')));
      if (id !== actionId) return [];
      const targets = known(asMapping(graph.get(template, 'Actions', action, 'Targets')));
      return [...(targets?.values() ?? [])].map((name) => known(asString(name)));
    });
    const counts = [...new Set(names)].map((name) =>
      name === undefined ? undefined : countOf(graph, template, name),
    );
    return counts.reduce(
      (most, count) =>
        most === undefined || count === undefined ? undefined : Math.max(most, count),
      0 as number | undefined,
    );
  };
}

function countOf(graph: ResourceGraph, template: ResourceNode, name: string): number | undefined {
  const at = (...path: readonly (string | number)[]): Resolved =>
    graph.get(template, 'Targets', name, ...path);
  const arns = known(asList(at('ResourceArns')));
  if (arns !== undefined && arns.length > 0) return arns.length;
  const type = known(asString(at('ResourceType'))) ?? '';
  const mode = known(asString(at('SelectionMode')));
  const most = /^COUNT\((\d+)\)$/.exec(mode ?? '')?.[1];
  // However many there are: no more are taken.
  if (most !== undefined) return Number(most);

  const tags = known(asKeyValues(at('ResourceTags')));
  const selected = SELECTED[type];
  if (mode === undefined || tags === undefined || selected === undefined) return undefined;
  const zone = known(asString(at('Parameters', 'availabilityZoneIdentifier')));
  const counts = graph
    .inRegion(template.region)
    .filter(({ type }) => type === selected)
    .map((node) => matches(graph, node, tags, zone) && (sizes[type] ?? one)(graph, node));
  if (counts.includes(undefined)) return undefined;
  const all = counts.reduce<number>((sum, count) => sum + Number(count), 0);
  const percent = /^PERCENT\((\d+)\)$/.exec(mode)?.[1];
  return percent === undefined ? all : Math.floor((all * Number(percent)) / 100);
}

const one = () => 1;
const sizes: Readonly<
  Record<string, (graph: ResourceGraph, node: ResourceNode) => number | undefined>
> = {
  'aws:ec2:instance': (graph, group) => known(asNumber(graph.get(group, 'MaxSize'))),
};

/** Whether a resource has the tags and, where it lies in one, is in the zone; undefined: not known. */
function matches(
  graph: ResourceGraph,
  node: ResourceNode,
  wanted: ReadonlyMap<string, Resolved>,
  zone: string | undefined,
): boolean | undefined {
  const read = asKeyValues(graph.get(node, 'Tags'));
  if (read.state === 'absent') return false;
  const tags = known(read);
  if (tags === undefined) return undefined;
  for (const [key, value] of wanted) {
    const tag = tags.get(key);
    if (tag === undefined) return false;
    const [has, wants] = [known(asString(tag)), known(asString(value))];
    if (has === undefined || wants === undefined) return undefined;
    if (has !== wants) return false;
  }
  if (zone === undefined || node.type !== 'AWS::EC2::Subnet') return true;
  const own = known(asString(graph.get(node, 'AvailabilityZone')));
  return own === undefined ? undefined : own === zone;
}

function known<T>(read: Read<T>): T | undefined {
  return read.state === 'known' ? read.value : undefined;
}
