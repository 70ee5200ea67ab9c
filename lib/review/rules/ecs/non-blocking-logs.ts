import {
  asList,
  asString,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { judge, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ECS-6',
  consequence: 'an impaired log service stops the containers',
  title: 'Containers do not wait for their logs',
  rationale:
    'In blocking mode a container that cannot deliver its logs stops at its next line of output: an impaired log service takes the service down.',
  severity: 'info',
  fix: 'Set the log option mode to non-blocking, with a max-buffer-size; lines that do not fit are lost.',
  wellArchitected: ['REL05-BP01'],
  docs: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html#default-log-driver-mode',
  ],
  appliesTo: ['AWS::ECS::TaskDefinition'],
  check(definition, { graph }) {
    const containers = asList(graph.get(definition, 'ContainerDefinitions'));
    if (containers.state === 'unknown') {
      return unknown(`ContainerDefinitions is not known: ${containers.reason}`);
    }
    if (containers.state === 'absent') return undefined;
    return containers.value.flatMap((_, i) => judgeContainer(graph, definition, i));
  },
};

function judgeContainer(
  graph: ResourceGraph,
  definition: ResourceNode,
  i: number,
): readonly Verdict[] {
  const log = ['ContainerDefinitions', i, 'LogConfiguration'];
  const driver = asString(graph.get(definition, ...log, 'LogDriver'));
  const property = [...log, 'Options', 'mode'];
  if (driver.state === 'unknown') return [unknown('LogDriver is not known', { property })];
  if (driver.state === 'absent' || driver.value !== 'awslogs') return [];
  const verdict = judge(asString(graph.get(definition, ...property)), {
    property,
    // Since June 2025, unless the account says otherwise.
    absent: 'non-blocking',
    holds: (mode) => mode === 'non-blocking',
    expected: 'non-blocking',
  });
  return [verdict];
}
