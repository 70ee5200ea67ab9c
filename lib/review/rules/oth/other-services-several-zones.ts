import type { ResourceRule } from '../../rule.ts';
import { STORES } from './stores.ts';

/**
 * How a service is placed is a property of its own for each: the table is in `stores.ts`.
 * OpenSearch and EFS are HA-OTH-2 and HA-OTH-1, RDS and ElastiCache have areas of their own.
 * Not judged: FSx for Lustre and S3 directory buckets, which are of one zone by design.
 */
export const rule: ResourceRule = {
  id: 'HA-OTH-3',
  consequence: 'a lost zone takes it, and whatever depends on it, down',
  title: 'Stores, nodes, brokers and gateways of other services are in several Availability Zones',
  rationale:
    'A broker, a store, a node group, an attachment or a firewall endpoint of one zone is gone with it, and with it whatever depends on it, however well that is placed.',
  severity: 'error',
  fix: 'Choose the Multi-AZ deployment of the service, or add an instance, a replica or a subnet in a second Availability Zone.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/data-plane.html',
    'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/amazon-mq-broker-architecture.html',
    'https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html',
    'https://docs.aws.amazon.com/documentdb/latest/developerguide/replication.html',
    'https://docs.aws.amazon.com/neptune/latest/userguide/backup-restore-overview-fault-tolerance.html',
    'https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-multi-az.html',
    'https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-recovery.html',
    'https://docs.aws.amazon.com/fsx/latest/WindowsGuide/high-availability-multiAZ.html',
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.cluster.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.html',
    'https://docs.aws.amazon.com/network-firewall/latest/developerguide/vpc-config.html',
    'https://docs.aws.amazon.com/memorydb/latest/devguide/autofailover.html',
  ],
  appliesTo: [
    'AWS::AmazonMQ::Broker',
    'AWS::DAX::Cluster',
    'AWS::DMS::ReplicationInstance',
    'AWS::DocDB::DBCluster',
    'AWS::EC2::TransitGatewayAttachment',
    'AWS::EC2::TransitGatewayVpcAttachment',
    'AWS::EKS::FargateProfile',
    'AWS::EKS::Nodegroup',
    'AWS::ElastiCache::ServerlessCache',
    'AWS::FSx::FileSystem',
    'AWS::MSK::Cluster',
    'AWS::MemoryDB::Cluster',
    'AWS::Neptune::DBCluster',
    'AWS::NetworkFirewall::Firewall',
    'AWS::Redshift::Cluster',
  ],
  check(node, { graph, profile }) {
    const judge = STORES[node.type as keyof typeof STORES];
    return judge(graph, node, profile.floors.availabilityZones);
  },
};
