import {
  asList,
  asString,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../../../assembly/index.ts';
import { invokeConfigsOf, QUEUE, takesFailuresOf, wordsOf } from '../../../aws/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

/** Protocols of endpoints that a service runs itself. */
const PROTOCOLS = ['sqs', 'lambda', 'http', 'https', 'firehose'];

const FUNCTION = 'AWS::Lambda::Function';
const TOPIC = 'AWS::SNS::Topic';
const SCHEDULE = 'AWS::Scheduler::Schedule';

/** What is told of a change rather than given data: people, a log, a build that the next one repeats. */
const NOTICED: readonly string[] = [
  TOPIC,
  'AWS::CodeBuild::Project',
  'AWS::CodePipeline::Pipeline',
  'AWS::Logs::LogGroup',
];
const NOTICED_ARN = /^arn:[^:]*:(?:sns|codebuild|codepipeline|logs):/;

export const rule: ResourceRule = {
  id: 'HA-SQS-9',
  consequence: 'events that cannot be delivered are dropped',
  title: 'An event that cannot be delivered is kept',
  rationale:
    'After their retries, SNS, EventBridge and a schedule that runs once drop what a subscriber or target does not accept, unless there is a dead-letter queue that lets them in.',
  severity: 'warning',
  fix: 'Set RedrivePolicy of the subscription, or DeadLetterConfig of the target, and let sns.amazonaws.com or events.amazonaws.com send to the queue by an AWS::SQS::QueuePolicy, and by the policy of its key.',
  wellArchitected: ['REL05-BP04'],
  docs: [
    'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html',
    'https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html',
  ],
  appliesTo: ['AWS::SNS::Subscription', 'AWS::Events::Rule', SCHEDULE],
  check(source, { graph }): Verdict | readonly Verdict[] | undefined {
    const levelOf = (property: readonly (string | number)[]) => {
      const value = graph.get(source, ...property.slice(0, -1), 'Arn');
      const target = targetOf(graph, value, [FUNCTION, ...NOTICED], source.region);
      const isNotice =
        NOTICED_ARN.test(wordsOf(value)) ||
        (target !== undefined && NOTICED.includes(target.type)) ||
        tellsAlarms(graph, source);
      // A function that keeps what it fails on takes almost every event.
      const isKept = target?.type === FUNCTION && keepsFailures(graph, target);
      return isNotice || isKept ? ('info' as const) : undefined;
    };
    const judged = (arn: string, ...property: (string | number)[]): Verdict => {
      const name = property.join('.');
      const { kind } = graph.get(source, ...property);
      if (kind === 'unknown') return unknown(`${name} is not known`, { property });
      if (kind === 'absent')
        return fail(`${name} is absent`, { property, severity: levelOf(property) });
      const queue = targetOf(graph, graph.get(source, ...property, arn), [QUEUE], source.region);
      if (queue === undefined) return pass(`${name} is set`, { property });
      const details = { property, evidence: evidenceOf([queue], 'dead-letter queue') };
      const taken = takesFailuresOf(graph, queue, source);
      if (taken) return pass(`${name} is set, and the queue takes it`, details);
      const from = source.type === 'AWS::Events::Rule' ? 'EventBridge' : 'SNS';
      return taken === undefined
        ? unknown(`whether ${queue.logicalId} lets ${from} in is not known`, details)
        : fail(`${queue.logicalId} does not let ${from} in, by its policy or its key`, details);
    };
    if (source.type === 'AWS::SNS::Subscription') {
      const protocol = asString(graph.get(source, 'Protocol'));
      const property = ['Protocol'];
      if (protocol.state !== 'known') return unknown('Protocol is not known', { property });
      return PROTOCOLS.includes(protocol.value)
        ? judged('deadLetterTargetArn', 'RedrivePolicy')
        : undefined;
    }
    if (source.type === SCHEDULE) {
      const once = asString(graph.get(source, 'ScheduleExpression'));
      if (once.state !== 'known' || !once.value.startsWith('at(')) return undefined;
      // The role of the schedule sends what it could not deliver, as no service does.
      const property = ['Target', 'DeadLetterConfig'];
      const { kind } = graph.get(source, ...property);
      if (kind === 'unknown') return unknown(`${property.join('.')} is not known`, { property });
      return kind === 'absent'
        ? fail(`${property.join('.')} is absent, and it runs once`, { property })
        : pass(`${property.join('.')} is set`, { property });
    }
    // What a schedule sends holds no data, and is sent again.
    if (graph.get(source, 'EventPattern').kind === 'absent') return undefined;
    const property = ['Targets'];
    const targets = asList(graph.get(source, ...property));
    if (targets.state === 'unknown') return unknown('Targets is not known', { property });
    if (targets.state === 'absent') return undefined;
    return targets.value.map((_, i) => judged('Arn', 'Targets', i, 'DeadLetterConfig'));
  },
};

/** Whether a subscription hears of alarms, which go on as long as what they are about. */
function tellsAlarms(graph: ResourceGraph, subscription: ResourceNode): boolean {
  const topic = targetOf(graph, graph.get(subscription, 'TopicArn'), [TOPIC], subscription.region);
  return (
    topic !== undefined &&
    graph
      .referrers(topic)
      .some(({ from }) => /^AWS::CloudWatch::(?:Composite)?Alarm$/.test(from.type))
  );
}

/** Whether a function has a destination for the events that it fails on. */
function keepsFailures(graph: ResourceGraph, fn: ResourceNode): boolean {
  const configs = invokeConfigsOf(graph, fn).map((one) =>
    graph.get(one, 'DestinationConfig', 'OnFailure', 'Destination'),
  );
  return [graph.get(fn, 'DeadLetterConfig', 'TargetArn'), ...configs].some(
    ({ kind }) => kind !== 'absent',
  );
}
