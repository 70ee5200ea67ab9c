import {
  hasFileDatabase,
  isDaemon,
  isSingletonService,
  mayServiceBeScaled,
  queuesReceivedBy,
  scalingOfService,
} from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

/**
 * Not judged: services of which one task runs by intent, and workers, for which a queue keeps what
 * they do not get to: by what those scale is HA-SQS-8, and that a queue grows HA-SQS-6.
 */
export const rule: ResourceRule = {
  id: 'HA-ECS-9',
  consequence: 'an unplanned peak overloads the tasks',
  title: 'A service grows with its load',
  rationale:
    'DesiredCount is what runs, however much there is to do: a peak, or the load of a lost zone, finds as many tasks as a quiet night.',
  severity: 'warning',
  fix: 'Add an AWS::ApplicationAutoScaling::ScalableTarget for the service, with a policy that tracks its load.',
  wellArchitected: ['REL07-BP01'],
  controls: 'capacity',
  docs: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html'],
  appliesTo: ['AWS::ECS::Service'],
  check(service, { graph }) {
    if (isDaemon(graph, service)) return undefined;
    const scaling = scalingOfService(graph, service);
    if (scaling !== undefined) {
      return pass('the service is scaled', { evidence: evidenceOf([scaling], 'scales it') });
    }
    const isMeant =
      isSingletonService(graph, service) ||
      hasFileDatabase(graph, service) ||
      queuesReceivedBy(graph, service).length > 0;
    if (isMeant) return undefined;
    const property = ['DesiredCount'];
    return mayServiceBeScaled(graph, service)
      ? unknown('whether anything scales the service is not known', { property })
      : fail('nothing scales the service', { property });
  },
};
