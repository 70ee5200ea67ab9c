import {
  asList,
  asString,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import { computeStandsBy } from '../../profile.ts';
import { regionsLostTo } from '../../regions.ts';
import type { GraphRule, SubjectVerdict } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

/** What holds data and what leads to it has to be there before it is needed. */
const DATA = [
  'AWS::DynamoDB::Table',
  'AWS::EC2::VPC',
  'AWS::EFS::FileSystem',
  'AWS::RDS::DBCluster',
  'AWS::S3::Bucket',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
] as const;

/**
 * Types that are of a kind with another: tables of both types, and what stands in a VPC shows that
 * there is one, whoever created it.
 */
const KINDS: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::GlobalTable': 'AWS::DynamoDB::Table',
  'AWS::EC2::SecurityGroup': 'AWS::EC2::VPC',
  'AWS::RDS::DBSubnetGroup': 'AWS::EC2::VPC',
};

/** Where no compute stands by, these may be created by the recovery. */
const SERVING = [
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::ECS::Service',
  'AWS::EKS::Cluster',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::Lambda::EventSourceMapping',
  'AWS::StepFunctions::StateMachine',
] as const;

/**
 * Not judged: how many there are of a kind, and their properties. Which of these differences are
 * meant is in no template: the comparison of Regions in the report lists them all, and HA-REG-4
 * and HA-REG-6 judge capacity.
 */
export const rule: GraphRule = {
  id: 'HA-REG-14',
  consequence: 'the Region that takes over lacks a part',
  title: 'A Region that takes over has every kind of resource that the other one serves with',
  rationale:
    'What was added to one Region and forgotten in the other is found missing by the failover to it.',
  severity: 'warning',
  fix: 'Deploy the missing resources to the Region as well, or name in its acknowledgement what stands in for them.',
  wellArchitected: ['REL13-BP04'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_config_drift.html',
  ],
  appliesTo: 'graph',
  check({ graph, profile }) {
    if (!profile.liveData) return [];
    const types = computeStandsBy(profile) ? [...DATA, ...SERVING] : DATA;
    const isOpen = graph.stacks.some(({ region }) => region === undefined);
    const held = Map.groupBy(
      graph.resourcesOf(...types, ...Object.keys(KINDS)).flatMap((node) => placesOf(graph, node)),
      ({ region }) => region,
    );
    const typesIn = (region: string) =>
      new Set((held.get(region) ?? []).map(({ node }) => kindOf(node)));
    return profile.regions.flatMap(({ name }): readonly SubjectVerdict[] => {
      const lost = regionsLostTo(profile, name);
      const wanted = new Set(lost.flatMap((region) => [...typesIn(region)]));
      if (wanted.size === 0) return [];
      const own = typesIn(name);
      const missing = [...wanted].filter((type) => !own.has(type)).toSorted();
      const subject = undefined;
      if (missing.length === 0) {
        return [{ subject, ...pass(`${name} has every kind of resource of ${lost.join(', ')}`) }];
      }
      const message = `${name} has no ${missing.join(', no ')}, unlike ${lost.join(', ')}`;
      return [{ subject, ...(isOpen ? unknown(message) : fail(message)) }];
    });
  },
};

/** A global table is wherever it has a replica. */
function placesOf(graph: ResourceGraph, node: ResourceNode) {
  const replicas = asList(graph.get(node, 'Replicas'));
  const count = replicas.state === 'known' ? replicas.value.length : 0;
  const regions = Array.from({ length: count }, (_, i) => {
    const region = asString(graph.get(node, 'Replicas', i, 'Region'));
    return region.state === 'known' ? region.value : undefined;
  });
  return [node.region, ...regions].map((region) => ({ node, region }));
}

function kindOf({ type }: ResourceNode): string {
  return KINDS[type] ?? type;
}
