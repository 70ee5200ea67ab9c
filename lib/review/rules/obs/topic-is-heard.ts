import {
  asList,
  leadsTo,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../../../assembly/index.ts';
import { ALARM, COMPOSITE_ALARM, mayNotify } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

const TOPIC = 'AWS::SNS::Topic';
const SUBSCRIPTION = 'AWS::SNS::Subscription';
/** Chat channels, which SNS subscribes to the topics that they show, in whatever Region those are. */
const CHATS = [
  'AWS::Chatbot::SlackChannelConfiguration',
  'AWS::Chatbot::MicrosoftTeamsChannelConfiguration',
];
const LISTENERS = [SUBSCRIPTION, ...CHATS];

export const rule: ResourceRule = {
  id: 'HA-OBS-4',
  consequence: 'the alarms reach nobody',
  title: 'The topic that alarms notify is in their Region, lets them in, and has a subscriber',
  rationale:
    'A notification to a topic without subscribers reaches nobody; one to a topic of another Region, or with a key that CloudWatch cannot use, as the one that AWS manages, is not sent.',
  severity: 'warning',
  fix: 'Subscribe a person, an incident system or a chat channel to the topic, in each Region; let cloudwatch.amazonaws.com publish by its policy, and use its key, one of your own, for kms:Decrypt and kms:GenerateDataKey*.',
  wellArchitected: ['REL11-BP06'],
  controls: 'observability',
  docs: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-chatbot-slackchannelconfiguration.html',
  ],
  appliesTo: [TOPIC],
  check(topic, { graph }) {
    const alarms = graph.having([ALARM, COMPOSITE_ALARM], notifiedBy, topic);
    if (alarms.length === 0) return undefined;
    const foreign = alarms.filter(
      ({ region }) => region !== undefined && topic.region !== undefined && region !== topic.region,
    );
    if (foreign.length > 0) {
      const evidence = evidenceOf(foreign, ({ region }) => `alarm in ${region}`);
      return fail(`alarms outside ${topic.region} notify it`, { evidence });
    }
    const refused = alarms.map((alarm) => mayNotify(graph, topic, alarm));
    if (refused.includes(false)) {
      const evidence = evidenceOf(alarms, 'alarm');
      return fail('its policy or its key does not let CloudWatch in', { evidence });
    }
    const inline = asList(graph.get(topic, 'Subscription'));
    const isSubscribed =
      (inline.state === 'known' && inline.value.length > 0) ||
      graph.having(LISTENERS, topicsOf, topic).length > 0;
    if (isSubscribed && refused.includes(undefined)) {
      return unknown('whether its policy and its key let CloudWatch in is not known');
    }
    if (isSubscribed) return pass('it has a subscriber');
    const isOpen = graph.having(LISTENERS, topicsOf, 'open').length > 0;
    return isOpen || inline.state === 'unknown'
      ? unknown('whether somebody is subscribed is not known')
      : fail('nobody is subscribed to it', { property: ['Subscription'] });
  },
};

/** The topics that somebody listens to; `open` where they are not known. */
function topicsOf(graph: ResourceGraph, listener: ResourceNode) {
  if (listener.type === SUBSCRIPTION) {
    return [leadsTo(graph, graph.get(listener, 'TopicArn'), [TOPIC])];
  }
  const topics = asList(graph.get(listener, 'SnsTopicArns'));
  if (topics.state === 'known') return topics.value.map((arn) => leadsTo(graph, arn, [TOPIC]));
  return topics.state === 'unknown' ? ['open'] : [];
}

function notifiedBy(graph: ResourceGraph, alarm: ResourceNode) {
  const actions = asList(graph.get(alarm, 'AlarmActions'));
  if (actions.state !== 'known') return [];
  return actions.value.map((one) => targetOf(graph, one, [TOPIC], alarm.region));
}
