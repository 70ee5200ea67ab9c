import { asString } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

/** What protects each type, and what of its values does. */
const PROTECTIONS = {
  'AWS::Cognito::UserPool': ['DeletionProtection', 'ACTIVE'],
  'AWS::DSQL::Cluster': ['DeletionProtectionEnabled', 'true'],
  'AWS::DocDB::DBCluster': ['DeletionProtection', 'true'],
  'AWS::EKS::Cluster': ['DeletionProtection', 'true'],
  'AWS::Neptune::DBCluster': ['DeletionProtection', 'true'],
  'AWS::NeptuneGraph::Graph': ['DeletionProtection', 'true'],
  'AWS::NetworkFirewall::Firewall': ['DeleteProtection', 'true'],
} as const satisfies Readonly<Record<`AWS::${string}`, readonly [string, string]>>;

/** RDS is HA-AUR-5, DynamoDB HA-DDB-2, load balancers HA-ALB-3, global databases HA-REG-5. */
export const rule: ResourceRule = {
  id: 'HA-OTH-5',
  consequence: 'one call or one deleted stack deletes the data or the cluster',
  title: 'Clusters and stores of other services are protected against deletion',
  rationale: 'One call, or one stack that is taken down, otherwise deletes what it holds or runs.',
  severity: 'info',
  onlyInProduction: true,
  fix: 'Switch the deletion protection of the resource on.',
  wellArchitected: ['REL08-BP05'],
  controls: 'deletion',
  docs: [
    'https://docs.aws.amazon.com/eks/latest/userguide/deletion-protection.html',
    'https://docs.aws.amazon.com/documentdb/latest/developerguide/db-cluster-delete.html',
    'https://docs.aws.amazon.com/neptune/latest/userguide/manage-console-instances-delete.html',
    'https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-settings.html',
    'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html',
  ],
  appliesTo: [
    'AWS::Cognito::UserPool',
    'AWS::DSQL::Cluster',
    'AWS::DocDB::DBCluster',
    'AWS::EKS::Cluster',
    'AWS::Neptune::DBCluster',
    'AWS::NeptuneGraph::Graph',
    'AWS::NetworkFirewall::Firewall',
  ],
  check(resource, { graph }) {
    const [name, wanted] = PROTECTIONS[resource.type as keyof typeof PROTECTIONS];
    return judge(asString(graph.get(resource, name)), {
      property: [name],
      absent: undefined,
      holds: (value) => value === wanted,
      expected: wanted,
    });
  },
};
