import type { ResourceGraph } from '../../assembly/index.ts';
import type { Rule } from '../rule.ts';

/**
 * Types that serve requests or hold data: what happens to them when a zone is lost matters, whether
 * a rule knows it or not. Those that a rule judges are left out by {@link notJudged}.
 */
const MATTERING: readonly string[] = [
  'AWS::AmazonMQ::Broker',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
  'AWS::AppRunner::Service',
  'AWS::AppSync::GraphQLApi',
  'AWS::Batch::ComputeEnvironment',
  'AWS::Cassandra::Table',
  'AWS::CloudFront::Distribution',
  'AWS::Cognito::UserPool',
  'AWS::DAX::Cluster',
  'AWS::DMS::ReplicationInstance',
  'AWS::DSQL::Cluster',
  'AWS::DocDB::DBCluster',
  'AWS::DocDBElastic::Cluster',
  'AWS::EC2::Instance',
  'AWS::EC2::TransitGatewayAttachment',
  'AWS::EC2::TransitGatewayVpcAttachment',
  'AWS::EC2::VPNGateway',
  'AWS::EFS::FileSystem',
  'AWS::EKS::Cluster',
  'AWS::EKS::FargateProfile',
  'AWS::EKS::Nodegroup',
  'AWS::EMR::Cluster',
  'AWS::ElastiCache::ServerlessCache',
  'AWS::ElasticBeanstalk::Environment',
  'AWS::Elasticsearch::Domain',
  'AWS::FSx::FileSystem',
  'AWS::GlobalAccelerator::Accelerator',
  'AWS::InfluxDB::DBInstance',
  'AWS::Timestream::InfluxDBInstance',
  'AWS::IoT::Thing',
  'AWS::Kinesis::Stream',
  'AWS::KinesisFirehose::DeliveryStream',
  'AWS::Lightsail::Instance',
  'AWS::MSK::Cluster',
  'AWS::MSK::ServerlessCluster',
  'AWS::MemoryDB::Cluster',
  'AWS::Neptune::DBCluster',
  'AWS::NeptuneGraph::Graph',
  'AWS::NetworkFirewall::Firewall',
  'AWS::OpenSearchServerless::Collection',
  'AWS::OpenSearchService::Domain',
  'AWS::Pipes::Pipe',
  'AWS::QLDB::Ledger',
  'AWS::Redshift::Cluster',
  'AWS::RedshiftServerless::Workgroup',
  'AWS::S3Express::DirectoryBucket',
  'AWS::S3Tables::TableBucket',
  'AWS::SageMaker::Endpoint',
  'AWS::Scheduler::Schedule',
  'AWS::StepFunctions::StateMachine',
  'AWS::Timestream::Table',
  'AWS::Transfer::Server',
  'AWS::VpcLattice::Service',
  'AWS::WorkSpaces::Workspace',
];

/** Resources of a type that matters and that no rule judges. */
export interface NotJudged {
  readonly type: string;
  readonly count: number;
}

/** What serves or holds data and is judged by no rule, by type. Resources that never exist are left out. */
export function notJudged(graph: ResourceGraph, rules: readonly Rule[]): readonly NotJudged[] {
  const judged = new Set<string>(
    rules.flatMap(({ appliesTo }) => (appliesTo === 'graph' ? [] : appliesTo)),
  );
  return MATTERING.filter((type) => !judged.has(type)).flatMap((type) => {
    const count = graph.resourcesOf(type).filter((node) => graph.exists(node) !== false).length;
    return count === 0 ? [] : [{ type, count }];
  });
}
