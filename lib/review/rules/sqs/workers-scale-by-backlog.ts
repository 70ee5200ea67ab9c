import {
  isQueueWorker,
  queuesReceivedBy,
  scalesByQueue,
  scalingPoliciesOf,
} from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

/**
 * A worker is a group or a service whose role may receive from a queue, and that no load balancer
 * sends requests to. Not judged: workers that do not scale at all, which is HA-ASG-7.
 */
export const rule: ResourceRule = {
  id: 'HA-SQS-8',
  consequence: 'a backlog is worked off by as few as before it',
  title: 'Workers scale by what waits in their queue',
  rationale:
    'Workers that wait for a slow dependency use little CPU while their queue grows: the backlog after an outage is then worked off by as few as before it.',
  severity: 'warning',
  fix: 'Add a target tracking policy on the backlog for each worker: ApproximateNumberOfMessagesVisible of the queue by the instances or tasks in service.',
  wellArchitected: ['REL07-BP01'],
  controls: 'capacity',
  docs: ['https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-using-sqs-queue.html'],
  appliesTo: ['AWS::AutoScaling::AutoScalingGroup', 'AWS::ECS::Service'],
  check(worker, { graph }) {
    if (!isQueueWorker(graph, worker)) return undefined;
    const policies = scalingPoliciesOf(graph, worker);
    if (policies.length === 0) return undefined;
    const queues = queuesReceivedBy(graph, worker);
    const evidence = evidenceOf([...queues, ...policies], (one) =>
      queues.includes(one) ? 'it receives from it' : 'scales it',
    );
    const answers = policies.map((policy) => scalesByQueue(graph, policy, queues));
    if (answers.includes(true)) return pass('it scales by its queue', { evidence });
    return answers.includes(undefined)
      ? unknown('whether a metric by which it scales tells of its queue is not known', { evidence })
      : fail('no policy scales it by its queue', { evidence });
  },
};
