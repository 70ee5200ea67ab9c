import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';

const one = (type: string, properties = '') => `
  Store: { Type: AWS::${type}, Properties: { ${properties} } }
`;
const broker = (mode: string) => one('AmazonMQ::Broker', `DeploymentMode: ${mode}`);
const files = (type: string, configuration: string, mode: string) =>
  one('FSx::FileSystem', `FileSystemType: ${type}, ${configuration}: { DeploymentType: ${mode} }`);
const kafka = (zones: string, more = '') => [
  subnets(),
  one('MSK::Cluster', `BrokerNodeGroupInfo: { ClientSubnets: [${zones}] }, ${more}`),
];
const configured = (properties: string) => [
  ...kafka('!Ref SubnetA, !Ref SubnetB', 'ConfigurationInfo: { Arn: !GetAtt Settings.Arn }'),
  `
  Settings:
    Type: AWS::MSK::Configuration
    Properties: { ServerProperties: "${properties}" }
  `,
];
const cluster = (service: string, group: string, ...zones: readonly string[]) => [
  subnets(),
  `
  Group:
    Type: AWS::${service}::DBSubnetGroup
    Properties: { SubnetIds: [${group}] }
  Store:
    Type: AWS::${service}::DBCluster
    Properties: { DBSubnetGroupName: !Ref Group }
  `,
  ...zones.map(
    (zone, i) => `
  Instance${i}:
    Type: AWS::${service}::DBInstance
    Properties: { DBClusterIdentifier: !Ref Store, AvailabilityZone: ${zone} }
  `,
  ),
];
const both = '!Ref SubnetA, !Ref SubnetB';
const firewall = (...zones: readonly string[]) => [
  subnets(),
  one(
    'NetworkFirewall::Firewall',
    `SubnetMappings: [${zones.map((zone) => `{ SubnetId: !Ref Subnet${zone} }`).join(', ')}]`,
  ),
];

/** A cluster whose nodes are spread over the zones of its subnets. */
const spread = (service: string, properties: string, ids: string) => [
  subnets(),
  one(`${service}::Cluster`, `SubnetGroupName: !Ref Group, ${properties}`),
  `Group: { Type: AWS::${service}::SubnetGroup, Properties: { SubnetIds: [${ids}] } }`,
];

const attachment = (ids: string) => [
  subnets(),
  one('EC2::TransitGatewayVpcAttachment', `SubnetIds: [${ids}]`),
];
const nodes = (ids: string) => [
  subnets(),
  one('EKS::Nodegroup', `ClusterName: main, Subnets: [${ids}]`),
];

const size = (most: number) => `ScalingConfig: { MinSize: 1, MaxSize: ${most} }`;

const documents = `
  Store: { Type: AWS::DocDB::DBCluster, Properties: { DBSubnetGroupName: shared } }
  One: { Type: AWS::DocDB::DBInstance, Properties: { DBClusterIdentifier: !Ref Store } }
  Two: { Type: AWS::DocDB::DBInstance, Properties: { DBClusterIdentifier: !Ref Store } }
`;

export const samples: RuleSamples = {
  pass: {
    // Amazon DocumentDB makes a subnet group of two zones, or none.
    'a subnet group that is not at hand': documents,
    'a node group that grows': [
      subnets(),
      one('EKS::Nodegroup', `ClusterName: main, Subnets: [${both}], ${size(3)}`),
    ],
    'an attachment in two zones': attachment(both),
    'node groups of one zone each, in different zones': [
      ...nodes('!Ref SubnetA'),
      one('EKS::Nodegroup', 'ClusterName: main, Subnets: [!Ref SubnetB]').replace('Store', 'More'),
    ],
    'a profile in two zones': [subnets(), one('EKS::FargateProfile', `Subnets: [${both}]`)],
    'a broker with a standby': broker('ACTIVE_STANDBY_MULTI_AZ'),
    'a cluster of brokers': broker('CLUSTER_MULTI_AZ'),
    'Kafka in two zones': kafka(both),
    'Kafka with replicas': configured('default.replication.factor=3\\nmin.insync.replicas=2'),
    'Kafka that leaves replicas to the default': configured('auto.create.topics.enable=false'),
    'DocumentDB with two instances': cluster('DocDB', both, 'eu-west-1a', 'eu-west-1b'),
    'Neptune with instances that are placed by itself': cluster(
      'Neptune',
      both,
      '!Ref AWS::NoValue',
      '!Ref AWS::NoValue',
    ),
    'a warehouse that may be relocated': one(
      'Redshift::Cluster',
      'AvailabilityZoneRelocation: true',
    ),
    'a warehouse of two zones': one('Redshift::Cluster', 'MultiAZ: true'),
    'a Windows file system of two zones': files('WINDOWS', 'WindowsConfiguration', 'MULTI_AZ_1'),
    'an ONTAP file system of two zones': files('ONTAP', 'OntapConfiguration', 'MULTI_AZ_2'),
    'an accelerator with replicas': one('DAX::Cluster', 'ReplicationFactor: 3'),
    'an accelerator in subnets of two zones': spread('DAX', 'ReplicationFactor: 3', both),
    'shards in subnets of two zones': spread('MemoryDB', 'NumShards: 2', both),
    'a replication instance with a standby': one('DMS::ReplicationInstance', 'MultiAZ: true'),
    'a firewall in two zones': firewall('A', 'B'),
    'a firewall of a transit gateway': one(
      'NetworkFirewall::Firewall',
      'AvailabilityZoneMappings: [{ AvailabilityZone: eu-west-1a }, { AvailabilityZone: eu-west-1b }]',
    ),
    'shards with the replica of the default': one('MemoryDB::Cluster', 'NumShards: 2'),
  },
  fail: {
    'an attachment in one zone': attachment('!Ref SubnetA'),
    'the only node group, in one zone': nodes('!Ref SubnetA'),
    'a cluster of one node, in subnets of two zones': [
      subnets(),
      one('EKS::Nodegroup', `ClusterName: main, Subnets: [${both}], ${size(1)}`),
    ],
    'node groups that share a zone': [
      ...nodes('!Ref SubnetA'),
      one('EKS::Nodegroup', 'ClusterName: main, Subnets: [!Ref SubnetA]').replace('Store', 'More'),
    ],
    'a profile in one zone': [subnets(), one('EKS::FargateProfile', 'Subnets: [!Ref SubnetA]')],
    'a serverless cache in one zone': [
      subnets(),
      one('ElastiCache::ServerlessCache', 'SubnetIds: [!Ref SubnetA]'),
    ],
    'an accelerator in subnets of one zone': spread('DAX', 'ReplicationFactor: 3', '!Ref SubnetA'),
    'shards in subnets of one zone': spread('MemoryDB', 'NumShards: 2', '!Ref SubnetA'),
    'a single broker': broker('SINGLE_INSTANCE'),
    'Kafka in one zone': kafka('!Ref SubnetA'),
    'Kafka without replicas': configured('default.replication.factor=1'),
    'Kafka whose writes wait for every broker': configured(
      'default.replication.factor=2\\nmin.insync.replicas=2',
    ),
    'DocumentDB with one instance': cluster('DocDB', both, 'eu-west-1a'),
    'Neptune with both instances in one zone': cluster('Neptune', both, 'eu-west-1a', 'eu-west-1a'),
    'Neptune with a subnet group of one zone': cluster(
      'Neptune',
      '!Ref SubnetA',
      '!Ref AWS::NoValue',
      '!Ref AWS::NoValue',
    ),
    'a warehouse as it is by default': one('Redshift::Cluster'),
    'a Windows file system as it is by default': one(
      'FSx::FileSystem',
      'FileSystemType: WINDOWS, WindowsConfiguration: { ThroughputCapacity: 32 }',
    ),
    'an OpenZFS file system of one zone': files(
      'OPENZFS',
      'OpenZFSConfiguration',
      'SINGLE_AZ_HA_2',
    ),
    'an accelerator of one node': one('DAX::Cluster', 'ReplicationFactor: 1'),
    'an accelerator with all nodes in one zone': one(
      'DAX::Cluster',
      'ReplicationFactor: 2, AvailabilityZones: [eu-west-1a, eu-west-1a]',
    ),
    'a replication instance by itself': one('DMS::ReplicationInstance', 'MultiAZ: false'),
    'a firewall in one zone': firewall('A'),
    'shards without replicas': one('MemoryDB::Cluster', 'NumReplicasPerShard: 0'),
  },
  unknown: {
    'a mode that is given at deployment': `
      Parameters: { Mode: { Type: String } }
      Resources:
        Store: { Type: AWS::AmazonMQ::Broker, Properties: { DeploymentMode: !Ref Mode } }
    `,
    'a configuration that is not at hand': kafka(
      both,
      'ConfigurationInfo: { Arn: arn:aws:kafka:eu-west-1:123456789012:configuration/shared }',
    ),
    'nodes in subnets that are filled in later': one('EKS::Nodegroup', 'Subnets: []'),
    'a subnet group that is not at hand, where three zones are asked for': {
      profile: { floors: { availabilityZones: 3 } },
      stacks: { 'eu-west-1/App': documents },
    },
  },
  notApplicable: {
    'a serverless cache that chooses its zones': one('ElastiCache::ServerlessCache'),
    'Lustre, which has no other deployment': one(
      'FSx::FileSystem',
      'FileSystemType: LUSTRE, LustreConfiguration: { DeploymentType: PERSISTENT_2 }',
    ),
  },
};
