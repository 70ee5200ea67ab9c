import { type Fault, of, published } from './edits.ts';

const data = 'eu-west-1-data';
const network = 'eu-west-1-network';
const service = 'eu-west-1-service';

const advisor = 'https://docs.aws.amazon.com/awssupport/latest/user/fault-tolerance-checks.html';

/** What AWS's own checks, pages and issues tell of, each with where it was published. */
export const PUBLISHED_FAULTS: readonly Fault[] = [
  published('a zone uses the NAT gateway of another', network, advisor, (resources) => {
    const routes = of(resources, 'EC2::Route').filter(({ Properties }) => Properties.NatGatewayId);
    const [first, second] = routes;
    if (first && second) second.Properties.NatGatewayId = first.Properties.NatGatewayId;
  }),
  published('a load balancer misses a zone of its targets', service, advisor, (resources) => {
    for (const { Properties } of of(resources, 'ElasticLoadBalancingV2::LoadBalancer')) {
      Properties.Subnets.splice(2);
    }
  }),
  published('the subnet group of the database is in one zone', data, advisor, (resources) => {
    for (const { Properties } of of(resources, 'RDS::DBSubnetGroup')) {
      Properties.SubnetIds.splice(1);
    }
  }),
  published('the health check of a record is deleted', 'global', advisor, (resources) => {
    for (const [id, { Type }] of Object.entries(resources)) {
      if (Type === 'AWS::Route53::HealthCheck') delete resources[id];
    }
  }),
  published(
    'tables may be deleted',
    data,
    'https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html',
    (resources) => {
      for (const { Properties } of of(resources, 'DynamoDB::GlobalTable')) {
        for (const replica of Properties.Replicas) replica.DeletionProtectionEnabled = false;
      }
    },
  ),
  published(
    'clients with IPv6 stay with the primary Region',
    'global',
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html',
    (resources) => {
      for (const { Properties } of of(resources, 'Route53::RecordSetGroup')) {
        const { Failover, SetIdentifier, ...record } = Properties.RecordSets[0];
        if (Failover === 'PRIMARY') Properties.RecordSets.push({ ...record, Type: 'AAAA' });
      }
    },
  ),
  published(
    'the steps of the switch take longer than is promised',
    'recovery',
    'https://docs.aws.amazon.com/r53recovery/latest/dg/working-with-rs-execution-blocks.html',
    (resources) => {
      for (const { Properties } of of(resources, 'ARCRegionSwitch::Plan')) {
        Properties.Workflows = JSON.parse(
          JSON.stringify(Properties.Workflows).replaceAll(
            /"TimeoutMinutes":\d+/g,
            '"TimeoutMinutes":30',
          ),
        );
      }
    },
  ),
  published(
    'a property that replaces the database is known after the update',
    data,
    'https://github.com/aws/aws-cdk/issues/38829',
    (resources) => {
      for (const { Properties } of of(resources, 'RDS::DBCluster')) {
        Properties.KmsKeyId = {
          'Fn::GetStackOutput': { StackName: 'keys', Region: 'eu-west-1', OutputName: 'Key' },
        };
      }
    },
  ),
  published(
    'readers are configured with the endpoint of the writer',
    data,
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.Endpoints.html',
    (resources) => {
      for (const { Properties } of of(resources, 'SSM::Parameter')) {
        const { Name, Value } = Properties;
        if (!String(Name).endsWith('/reader-endpoint')) continue;
        Properties.Value = JSON.parse(JSON.stringify(Value).replace('ReadEndpoint', 'Endpoint'));
      }
    },
  ),
  published(
    'a file system that is in one Region only',
    data,
    'https://docs.aws.amazon.com/efs/latest/ug/efs-replication.html',
    (resources) => {
      resources.Files = {
        Type: 'AWS::EFS::FileSystem',
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: { Encrypted: true, BackupPolicy: { Status: 'ENABLED' } },
      };
    },
  ),
  published(
    'replicas under a key that the role may not use',
    data,
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html',
    (resources) => {
      for (const { Properties } of of(resources, 'IAM::ManagedPolicy')) {
        const { Statement } = Properties.PolicyDocument;
        const isEncrypting = ({ Action }: { Action: unknown }) =>
          [Action].flat().includes('kms:Encrypt');
        Properties.PolicyDocument.Statement = Statement.filter((one: never) => !isEncrypting(one));
      }
    },
  ),
];
