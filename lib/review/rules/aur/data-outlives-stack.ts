import { asString, type ResourceGraph, type ResourceNode } from '../../../assembly/index.ts';
import { DB_CLUSTER, DB_INSTANCE, isDatabase, isProtected } from '../../../aws/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-AUR-7',
  consequence: 'a replaced or removed resource takes its data along',
  title: 'A database that leaves its stack leaves its data',
  rationale:
    'Removing the resource, or changing a property that replaces it, otherwise deletes the data with it.',
  severity: 'warning',
  onlyInProduction: true,
  fix: 'Set DeletionPolicy and UpdateReplacePolicy to Snapshot or Retain.',
  wellArchitected: ['REL09-BP01'],
  controls: 'backup',
  docs: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatereplacepolicy.html',
  ],
  appliesTo: [DB_CLUSTER, DB_INSTANCE],
  check(database, { graph }) {
    if (!isDatabase(graph, database)) return undefined;
    // For databases alone, CloudFormation's default is a snapshot on deletion, but not on replacement.
    return [
      policy(graph, database, 'DeletionPolicy', 'Snapshot'),
      policy(graph, database, 'UpdateReplacePolicy', 'Delete'),
    ];
  },
};

function policy(graph: ResourceGraph, node: ResourceNode, name: string, absent: string): Verdict {
  const read = asString(graph.attribute(node, name));
  if (read.state === 'unknown') return unknown(`${name} is not known: ${read.reason}`);
  const value = read.state === 'known' ? read.value : absent;
  const found = `${name} is ${read.state === 'known' ? '' : 'absent, which means '}${value}`;
  if (value !== 'Delete') return pass(found);
  // Whoever writes Delete means it; what is protected has to be unprotected first, a second mistake.
  const isMild = read.state === 'known' || isProtected(graph, node);
  const severity = isMild ? 'info' : undefined;
  return fail(`${found}, expected Snapshot or Retain`, { severity });
}
