import {
  asBoolean,
  asList,
  physicalName,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
  targetOf,
} from '../assembly/index.ts';
import { isSentByEvents } from './alarm-events.ts';
import { mayNotify } from './alarm-topics.ts';
import { wordsOf } from './lookups.ts';
import { anyOf, type Truth } from './truth.ts';

export const ALARM = 'AWS::CloudWatch::Alarm';
export const COMPOSITE_ALARM = 'AWS::CloudWatch::CompositeAlarm';
const TOPIC = 'AWS::SNS::Topic';

/** What reads an alarm's state and does something about it, by itself. */
const USERS = [
  'AWS::ARCRegionSwitch::Plan',
  'AWS::ARCZonalShift::ZonalAutoshiftConfiguration',
  'AWS::AppConfig::Environment',
  'AWS::CodeDeploy::DeploymentGroup',
  'AWS::ECS::Service',
  'AWS::FIS::ExperimentTemplate',
  'AWS::Route53::HealthCheck',
];

/** Whether an alarm does something itself. */
function hasActions(graph: ResourceGraph, alarm: ResourceNode): Truth {
  const enabled = asBoolean(graph.get(alarm, 'ActionsEnabled'));
  if (enabled.state === 'known' && !enabled.value) return false;
  const actions = asList(graph.get(alarm, 'AlarmActions'));
  if (actions.state === 'absent') return false;
  if (actions.state === 'unknown') return undefined;
  const reached = anyOf(actions.value.map((action) => isReached(graph, alarm, action)));
  return reached && enabled.state === 'unknown' ? undefined : reached;
}

/** Whether an action takes what an alarm sends: a topic may not let CloudWatch in. */
function isReached(graph: ResourceGraph, alarm: ResourceNode, action: Resolved): Truth {
  const topic = targetOf(graph, action, [TOPIC], alarm.region);
  if (topic === undefined) return true;
  return mayNotify(graph, topic, alarm);
}

/** Whether an alarm does something, or takes part in a composite alarm or a service that does. */
export function alarmActs(graph: ResourceGraph, alarm: ResourceNode): Truth {
  return graph.remembered(acts, alarm);
}

function acts(
  graph: ResourceGraph,
  alarm: ResourceNode,
  seen: readonly ResourceNode[] = [],
): Truth {
  if (seen.includes(alarm)) return false;
  const users = graph.referrers(alarm).map(({ from, path }): Truth => {
    if (USERS.includes(from.type)) return true;
    if (from.type !== COMPOSITE_ALARM) return false;
    // A suppressor acts by keeping its composite alarm from acting.
    return path[0] === 'ActionsSuppressor' ? true : acts(graph, from, [...seen, alarm]);
  });
  return anyOf([
    hasActions(graph, alarm),
    ...users,
    ...byName(graph, alarm, seen),
    isSentByEvents(graph, alarm),
  ]);
}

/** The composite alarms that an alarm is a part of, by reference or by its name. */
export function compositesOf(graph: ResourceGraph, alarm: ResourceNode): readonly ResourceNode[] {
  const referring = graph
    .referrers(alarm)
    .filter(({ from, path }) => from.type === COMPOSITE_ALARM && path[0] === 'AlarmRule')
    .map(({ from }) => from);
  const name = physicalName(graph, alarm);
  const naming = name === undefined ? [] : graph.having([COMPOSITE_ALARM], wordsIn, name);
  const near = naming.filter((one) => one !== alarm && one.region === alarm.region);
  return [...new Set([...referring, ...near])];
}

/** Composite alarms that name the alarm in plain text, in its Region. */
function byName(
  graph: ResourceGraph,
  alarm: ResourceNode,
  seen: readonly ResourceNode[],
): readonly Truth[] {
  const name = physicalName(graph, alarm);
  const named = name === undefined ? [] : graph.having([COMPOSITE_ALARM], wordsIn, name);
  const open = graph.having([COMPOSITE_ALARM], wordsIn, OPEN);
  const isNear = (composite: ResourceNode) =>
    composite !== alarm && composite.region === alarm.region;
  return [
    ...named.filter(isNear).map((composite) => acts(graph, composite, [...seen, alarm])),
    ...open.filter(isNear).flatMap((composite): readonly Truth[] => {
      return hasActions(graph, composite) === false ? [] : [undefined];
    }),
  ];
}

const OPEN = Symbol('a rule that cannot be read');

/** What may be names in the rule of a composite alarm. */
function wordsIn(graph: ResourceGraph, composite: ResourceNode): readonly unknown[] {
  const rule = graph.get(composite, 'AlarmRule');
  if (rule.kind === 'unknown' && referencesIn(rule).length === 0) return [OPEN];
  return wordsOf(rule).match(/[^\s"'()]+/g) ?? [];
}
