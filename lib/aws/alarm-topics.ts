import type { ResourceGraph, ResourceNode } from '../assembly/index.ts';
import { maySendTo } from './access.ts';
import type { Truth } from './truth.ts';

const ALARM = 'AWS::CloudWatch::Alarm';
const service = 'cloudwatch.amazonaws.com';

/** Whether a topic, by its policy and its key, takes what an alarm sends. */
export function mayNotify(graph: ResourceGraph, topic: ResourceNode, alarm: ResourceNode): Truth {
  const isNear = alarm.region === topic.region && alarm.account === topic.account;
  // Hundreds of alarms send to one topic, which mostly says the same of all of them.
  const ofAll = isNear ? graph.remembered(takesAlarms, topic) : undefined;
  return ofAll ?? maySendTo(graph, topic, { service, source: alarm });
}

/** The same of any alarm of the topic's Region and account; undefined where it depends on which. */
function takesAlarms(graph: ResourceGraph, topic: ResourceNode): Truth {
  const { region, account } = topic;
  return maySendTo(graph, topic, { service, source: { type: ALARM, region, account } });
}
