import {
  asString,
  physicalName,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
} from '../assembly/index.ts';
import { itemsOf } from './lookups.ts';
import type { Truth } from './truth.ts';

const RULE = 'AWS::Events::Rule';
const ALL = 'all alarms';
const SOME = 'alarms that cannot be told';

/**
 * Whether a rule of EventBridge sends the changes of an alarm's state to a target
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html).
 */
export function isSentByEvents(graph: ResourceGraph, alarm: ResourceNode): Truth {
  const isHere = (key: unknown) =>
    graph.having([RULE], alarmsOfRule, key).some(({ region }) => region === alarm.region);
  const name = physicalName(graph, alarm);
  if (isHere(ALL) || isHere(alarm) || (name !== undefined && isHere(name))) return true;
  return isHere(SOME) ? undefined : false;
}

/** The alarms of which a rule sends what becomes of them: resources, names, or all. */
function alarmsOfRule(graph: ResourceGraph, rule: ResourceNode): readonly unknown[] {
  const state = asString(graph.get(rule, 'State'));
  const targets = itemsOf(graph.get(rule, 'Targets'));
  if ((state.state === 'known' && state.value === 'DISABLED') || targets?.length === 0) return [];
  const read = (...path: readonly string[]) => graph.get(rule, 'EventPattern', ...path);
  const source = textsOf(read('source'));
  if (source === undefined || !source.includes('aws.cloudwatch')) return [];
  const type = textsOf(read('detail-type'));
  if (type !== undefined && !type.includes('CloudWatch Alarm State Change')) return [];
  const states = textsOf(read('detail', 'state', 'value'));
  if (states !== undefined && !states.includes('ALARM')) return [];
  const narrowed = [read('resources'), read('detail', 'alarmName')].filter(
    ({ kind }) => kind !== 'absent',
  );
  return narrowed.length === 0 ? [ALL] : narrowed.flatMap(alarmsIn);
}

function alarmsIn(value: Resolved): readonly unknown[] {
  const items = value.kind === 'list' ? value.items : [value];
  return items.flatMap((item): readonly unknown[] => {
    const nodes = referencesIn(item).map(({ node }) => node);
    if (nodes.length > 0) return nodes;
    // A prefix, or an ARN: what it stands for is not worked out.
    const isName = item.kind === 'literal' && !String(item.value).startsWith('arn:');
    return isName ? [String(item.value)] : [SOME];
  });
}

/** The texts of a list of a pattern; undefined where there is no list. */
function textsOf(value: Resolved): readonly string[] | undefined {
  if (value.kind !== 'list') return undefined;
  return value.items.flatMap((item) => (item.kind === 'literal' ? [String(item.value)] : []));
}
