import type { ResourceGraph, ResourceNode } from '../../../assembly/index.ts';
import { DB_CLUSTER, membersOfCluster } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, listed, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-AUR-16',
  consequence: 'one update restarts the writer and its readers together',
  title: 'The instances of a cluster are updated one after the other',
  rationale:
    'CloudFormation changes resources that do not depend on each other at the same time: a new instance class restarts all of them at once, and nothing is left to fail over to.',
  severity: 'warning',
  fix: 'Let each instance of the cluster depend on the one before it (DependsOn).',
  wellArchitected: ['REL08-BP05'],
  docs: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html',
  ],
  appliesTo: [DB_CLUSTER],
  check(cluster, { graph }) {
    const { members, open } = membersOfCluster(graph, cluster);
    if (members.length + open.length < 2) return undefined;
    if (open.length > 0) return unknown('not all instances of the cluster are known');
    const first = members.filter(
      (one) => !members.some((other) => other !== one && follows(graph, one, other)),
    );
    const evidence = evidenceOf(first, 'waits for no other instance');
    return first.length > 1
      ? fail(`${listed(first)} are updated at once`, { evidence })
      : pass('the instances wait for each other');
  },
};

/** Whether a resource is changed after another: stacks are deployed one by one. */
function follows(graph: ResourceGraph, later: ResourceNode, earlier: ResourceNode): boolean {
  if (later.stack !== earlier.stack) return later.id > earlier.id;
  return (
    later.dependsOn.includes(earlier.logicalId) ||
    graph.references(later).some(({ to }) => to === earlier)
  );
}
