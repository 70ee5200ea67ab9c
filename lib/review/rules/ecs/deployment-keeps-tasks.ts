import { asString } from '../../../assembly/index.ts';
import { isDaemon } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judgeMinimum, judgeRollback } from './deployment.ts';

export const rule: ResourceRule = {
  id: 'HA-ECS-3',
  consequence: 'a deployment that fails does not go back, or one stops too many tasks',
  title: 'A failed deployment is rolled back, and does not go below the tasks that are needed',
  rationale:
    'Without rollback ECS goes on starting tasks that fail, and the deployment neither ends nor goes back. With few tasks, a minimum below 100 percent stops a whole zone at once, or all there is.',
  severity: 'warning',
  fix: 'Set DeploymentConfiguration.DeploymentCircuitBreaker (or Alarms) with Enable and Rollback, leave MinimumHealthyPercent at 100, and MaximumPercent above it.',
  wellArchitected: ['REL08-BP05'],
  docs: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-failure-detection.html',
  ],
  appliesTo: ['AWS::ECS::Service'],
  check(service, { graph, profile }) {
    const controller = graph.get(service, 'DeploymentController', 'Type');
    // CodeDeploy and external controllers roll back by their own settings.
    const isOwn =
      controller.kind === 'absent' || (controller.kind === 'literal' && controller.value === 'ECS');
    if (controller.kind === 'literal' && !isOwn) return undefined;
    const verdicts = [judgeRollback(graph, service)];
    // Others than rolling updates start all of the new tasks beside the old ones.
    const strategy = asString(graph.get(service, 'DeploymentConfiguration', 'Strategy'));
    const isRolling = strategy.state !== 'known' || strategy.value === 'ROLLING';
    if (isDaemon(graph, service) || !isRolling) return verdicts;
    return [...verdicts, judgeMinimum(graph, service, profile.floors.availabilityZones)];
  },
};
