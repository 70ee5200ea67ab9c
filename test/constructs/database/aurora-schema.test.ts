import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { describe, expect, test } from 'vitest';
import { AuroraSchema, type AuroraSchemaProps } from '../../../constructs/database/index.ts';
import { unacknowledged } from '../../support/compliance.ts';
import { clusterIn, FIRST, keyArn, primary, SECOND, secondary } from './support.ts';

function schemaIn(
  cluster: ReturnType<typeof clusterIn> = clusterIn(FIRST),
  props: Partial<AuroraSchemaProps> = {},
) {
  const { stack, vpc, key, database } = cluster;
  const schema = new AuroraSchema(stack, 'Schema', { database, vpc, encryptionKey: key, ...props });
  return { stack, schema };
}

function templateOf({ stack }: ReturnType<typeof schemaIn>) {
  const template = Template.fromStack(stack);
  const [fn] = Object.values(template.findResources('AWS::Lambda::Function')).filter(
    ({ Properties }) => Properties.VpcConfig !== undefined,
  );
  const [[, policy] = []] = Object.entries(
    template.findResources('AWS::IAM::ManagedPolicy'),
  ).filter(([id]) => id.startsWith('SchemaRolePolicy'));
  return { template, fn, policy };
}

test('the function runs beside the cluster, and reaches it and Secrets Manager alone', () => {
  const { template, fn } = templateOf(schemaIn());
  expect(fn?.Properties.VpcConfig.SubnetIds).toHaveLength(3);
  const [group] = fn?.Properties.VpcConfig.SecurityGroupIds ?? [];
  const [id = ''] = group['Fn::GetAtt'];
  const inline = template.findResources('AWS::EC2::SecurityGroup')[id]?.Properties;
  expect(inline.SecurityGroupEgress).toEqual([
    expect.objectContaining({ FromPort: 443, ToPort: 443 }),
  ]);
  const rules = Object.values(template.findResources('AWS::EC2::SecurityGroupEgress'));
  expect(
    rules
      .filter(({ Properties }) => Properties.GroupId['Fn::GetAtt'][0] === id)
      .map(({ Properties }) => [Properties.FromPort, Properties.ToPort]),
  ).toEqual([[5432, 5432]]);
});

test('its network interfaces can be made before it is, and the database is there before it runs', () => {
  const { template, fn } = templateOf(schemaIn());
  const role = /^SchemaRolePolicy/;
  expect(fn?.DependsOn.filter((id: string) => role.test(id))).toHaveLength(1);
  const [schema] = Object.values(template.findResources('Custom::AuroraSchema'));
  const instances = Object.keys(template.findResources('AWS::RDS::DBInstance'));
  const rules = Object.keys(template.findResources('AWS::EC2::SecurityGroupIngress'));
  expect(schema?.DependsOn).toEqual(expect.arrayContaining([...instances, ...rules]));
});

test('it may read the master password, and use its key for nothing else', () => {
  const { stack, schema } = schemaIn();
  const { policy } = templateOf({ stack, schema });
  const { Statement } = policy?.Properties.PolicyDocument ?? {};
  expect(Statement).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        Action: 'secretsmanager:GetSecretValue',
        Resource: { Ref: expect.stringMatching(/^DatabaseMasterSecret/) },
      }),
      expect.objectContaining({
        Action: 'kms:Decrypt',
        Resource: keyArn(stack),
        Condition: {
          StringEquals: { 'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com' },
        },
      }),
    ]),
  );
});

test('in a secondary Region it reads the replica of the secret, by its name', () => {
  const { policy, fn } = templateOf(schemaIn(clusterIn(SECOND, { membership: secondary() })));
  expect(JSON.stringify(policy)).toContain(':secret:shop/database/master-??????"');
  expect(JSON.stringify(fn?.Properties.Environment)).toContain(':secret:shop/database/master"');
});

test('the same files are the same program in every Region', () => {
  const codes = [
    clusterIn(FIRST, { membership: primary() }),
    clusterIn(SECOND, { membership: secondary() }),
  ].map(
    (cluster) =>
      templateOf(schemaIn(cluster, { migrations: 'lib/workload/migrations' })).fn?.Properties.Code
        .S3Key,
  );
  expect(codes[0]).toBe(codes[1]);
});

test('all compliance packs accept it', () => {
  expect(unacknowledged(schemaIn().schema)).toEqual([]);
});

describe('an error names what is wrong with', () => {
  test.each<[string, Partial<AuroraSchemaProps>, string]>([
    [
      'a folder that is not there',
      { migrations: 'nowhere' },
      `'migrations' must be a folder that is there, seen from where cdk runs, got 'nowhere'`,
    ],
    [
      'a folder with something else',
      { migrations: 'examples' },
      `'migrations' must hold SQL files alone, such as 0001_orders.sql, got README.md, active-active.ts`,
    ],
    [
      'a user that takes quotes',
      { userName: 'my-app' },
      `'userName' must be up to 63 lower-case letters, digits and underscores, got 'my-app'`,
    ],
    [
      'subnets that the VPC does not have',
      { vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } },
      `'vpcSubnets' must select subnets in at least 2 Availability Zones, got none`,
    ],
  ])('%s', (_, props, message) => {
    expect(() => schemaIn(clusterIn(FIRST), props)).toThrow(message);
  });

  test('a VPC whose range is not known', () => {
    const cluster = clusterIn(FIRST);
    const vpc = ec2.Vpc.fromVpcAttributes(cluster.stack, 'Imported', {
      vpcId: 'vpc-01000000',
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      isolatedSubnetIds: ['subnet-0a000000', 'subnet-0b000000'],
      isolatedSubnetRouteTableIds: ['rtb-0a000000', 'rtb-0b000000'],
    });
    expect(() => schemaIn({ ...cluster, vpc: vpc as ec2.Vpc })).toThrow(
      `'vpc' must come with its range of addresses, through which Secrets Manager is reached`,
    );
  });
});
