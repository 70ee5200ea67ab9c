import { describe, expect, test } from 'vitest';
import { graphOf, type JsonObject } from '../../lib/assembly/index.ts';
import { compareRegions } from '../../lib/review/sections/parity.ts';
import { QUOTAS } from '../../lib/review/sections/quota-table.ts';
import { vcpusOfType } from '../../lib/review/sections/quota-units.ts';
import { billOfQuotas } from '../../lib/review/sections/quotas.ts';
import { neutralizer } from '../../lib/review/sections/regional-names.ts';

const REGIONS = ['eu-west-1', 'eu-central-1'] as const;

/** One stack in each Region, from a template that is told the Region. */
function pair(resources: (region: string) => JsonObject) {
  const graph = graphOf(
    ...REGIONS.map((region) => ({
      name: `shop-${region}`,
      region,
      template: { Resources: resources(region) },
    })),
  );
  const { differences, compared } = compareRegions(graph, [...REGIONS].toSorted());
  return {
    compared,
    differences: differences.map(({ kind, name, property, values }) =>
      [kind, name, property, ...values.values()].filter((part) => part !== undefined).join(' '),
    ),
  };
}

const isPrimary = (region: string) => region === 'eu-west-1';
const only = (region: string, resource: JsonObject) =>
  isPrimary(region) ? { Only: resource } : {};

describe('Regions are the same', () => {
  test.each<[string, (region: string) => unknown]>([
    ['names with the Region in them', (region) => `shop-${region}-data`],
    [
      'names with it in pascal case',
      (region) => (isPrimary(region) ? 'EuWest1Data' : 'EuCentral1Data'),
    ],
    ['zones', (region) => `${region}${isPrimary(region) ? 'a' : 'c'}`],
    ['address ranges', (region) => (isPrimary(region) ? '10.0.0.0/16' : '10.1.0.0/16')],
    ['accounts', (region) => (isPrimary(region) ? '111111111111' : '222222222222')],
    ['images', (region) => (isPrimary(region) ? 'ami-0123456789abcdef0' : 'ami-0fedcba9876543210')],
    ['numbers and texts', (region) => (isPrimary(region) ? 3 : '3')],
    ['hashes of paths', (region) => (isPrimary(region) ? 'DataKey0A1B2C3D' : 'DataKey4E5F6A7B')],
    ['references to the same thing', () => ({ Ref: 'B' })],
  ])('but for %s', (_, value) => {
    const result = pair((region) => ({
      A: { Type: 'T', Properties: { Deep: [{ Value: value(region) }] } },
      B: { Type: 'T' },
    }));
    expect(result).toEqual({ compared: 2, differences: [] });
  });
});

describe('a difference between Regions', () => {
  test('in a property is told with its path and both values', () => {
    const { differences } = pair((region) => ({
      A: { Type: 'T', Properties: { Deep: { Min: isPrimary(region) ? 6 : 3, Max: 9 } } },
    }));
    expect(differences).toEqual(['property shop-<region>/A Properties.Deep.Min 3 6']);
  });

  test('beside the properties counts as well', () => {
    const { differences } = pair((region) => ({
      A: { Type: 'T', DeletionPolicy: isPrimary(region) ? 'Retain' : 'Delete' },
    }));
    expect(differences).toEqual(['property shop-<region>/A DeletionPolicy Delete Retain']);
  });

  test('may be a resource that one of them lacks', () => {
    expect(pair((region) => only(region, { Type: 'T' })).differences).toEqual([
      'resource shop-<region>/Only present',
    ]);
  });

  test('may be a stack, and then its resources are not listed', () => {
    const template = { Resources: { A: { Type: 'T' } } };
    const graph = graphOf(
      { name: 'shop-eu-west-1', region: 'eu-west-1', template },
      { name: 'shop-eu-central-1', region: 'eu-central-1', template },
      { name: 'more-eu-west-1', region: 'eu-west-1', template },
      { name: 'global', region: 'us-east-1', template },
    );
    const { differences } = compareRegions(graph, ['eu-central-1', 'eu-west-1']);
    expect(differences).toMatchObject([{ kind: 'stack', name: 'more-<region>' }]);
  });

  test('in a text for people is none', () => {
    const { differences } = pair((region) => ({
      A: { Type: 'T', Properties: { Description: isPrimary(region) ? 'first' : 'second' } },
    }));
    expect(differences).toEqual([]);
  });

  test('needs two Regions', () => {
    const graph = graphOf({ region: 'eu-west-1', template: { Resources: { A: { Type: 'T' } } } });
    expect(compareRegions(graph, ['eu-west-1'])).toEqual({
      regions: ['eu-west-1'],
      compared: 0,
      differences: [],
    });
  });
});

test('a Region is not mistaken for one whose name begins alike', () => {
  const neutralize = neutralizer(['ap-southeast-1', 'us-gov-west-1', 'us-west-1']);
  expect(neutralize('ap-southeast-12 and us-gov-west-1')).toBe('ap-southeast-12 and <region>');
});

describe('the bill of quotas', () => {
  function bill(resources: JsonObject) {
    const graph = graphOf({ region: 'eu-west-1', template: { Resources: resources } });
    return billOfQuotas(graph).map(({ quota, needed, open, exceedsDefault }) => {
      return { name: quota.name, needed, open: open.length, exceedsDefault };
    });
  }
  const template = (InstanceType: unknown) => ({
    Type: 'AWS::EC2::LaunchTemplate',
    Properties: { LaunchTemplateData: { InstanceType } },
  });
  const group = (MaxSize: unknown, more: object = {}) => ({
    Type: 'AWS::AutoScaling::AutoScalingGroup',
    Properties: { MaxSize, LaunchTemplate: { LaunchTemplateId: { Ref: 'L' } }, ...more },
  });
  const vcpus = QUOTAS[0]?.name;

  test('counts vCPUs at the maximum of a group', () => {
    expect(bill({ G: group('3'), L: template('m7g.2xlarge') })).toEqual([
      { name: vcpus, needed: 24, open: 0, exceedsDefault: true },
    ]);
  });

  test('counts the largest type of a mixed group', () => {
    const overrides = [{ InstanceType: 'm7g.large' }, { InstanceType: 'm7i.xlarge' }];
    const mixed = { MixedInstancesPolicy: { LaunchTemplate: { Overrides: overrides } } };
    expect(bill({ G: group(1, mixed) })).toMatchObject([{ needed: 4, exceedsDefault: false }]);
  });

  test('leaves out what is not there by the parameters that are given', () => {
    const template = {
      Parameters: { Kind: { Type: 'String', AllowedValues: ['a', 'b'] } },
      Conditions: { IsA: { 'Fn::Equals': [{ Ref: 'Kind' }, 'a'] } },
      Resources: {
        A: { Type: 'AWS::RDS::DBInstance', Condition: 'IsA' },
        B: { Type: 'AWS::RDS::DBInstance' },
      },
    };
    const needed = (parameters: Record<string, string>) =>
      billOfQuotas(graphOf({ region: 'eu-west-1', template, parameters })).map((one) => one.needed);
    expect(needed({ Kind: 'b' })).toEqual([1]);
    expect(needed({ Kind: 'a' })).toEqual([2]);
    expect(needed({})).toEqual([2]);
  });

  test('says of which resources it does not know what they take', () => {
    expect(bill({ G: group({ Ref: 'Open' }), L: template('m7g.large') })).toMatchObject([
      { needed: 0, open: 1 },
    ]);
  });

  test('leaves out what another quota covers', () => {
    expect(bill({ G: group(3), L: template('p5.48xlarge') })).toEqual([]);
  });

  test.each([
    ['m7g.large', 2],
    ['c7i.xlarge', 4],
    ['r7g.16xlarge', 64],
    ['t3.micro', 2],
    ['t2.micro', 1],
    ['m6g.medium', 1],
    ['m7i.metal-24xl', undefined],
    ['g5.xlarge', 0],
  ])('%s has %s of the quota', (type, count) => {
    expect(vcpusOfType(type)).toBe(count);
  });

  test('tells load balancers apart', () => {
    const balancer = (Type?: string) => ({
      Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      Properties: { ...(Type !== undefined && { Type }) },
    });
    const found = bill({ A: balancer(), B: balancer('application'), C: balancer('network') });
    expect(found.map(({ name, needed }) => [name, needed])).toEqual([
      ['Application Load Balancers', 2],
      ['Network Load Balancers', 1],
    ]);
  });

  test('counts nodes of caches, and vCPUs of tasks at the maximum of their scaling', () => {
    const found = bill({
      Cache: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        Properties: { NumNodeGroups: 3, ReplicasPerNodeGroup: 2 },
      },
      Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { Cpu: '2048' } },
      Service: {
        Type: 'AWS::ECS::Service',
        Properties: { LaunchType: 'FARGATE', DesiredCount: 2, TaskDefinition: { Ref: 'Task' } },
      },
      Scaling: {
        Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
        Properties: { MaxCapacity: 5, ResourceId: { 'Fn::GetAtt': ['Service', 'Name'] } },
      },
    });
    expect(found.map(({ name, needed }) => [name, needed])).toEqual([
      ['vCPUs of Fargate On-Demand tasks', 10],
      ['ElastiCache nodes', 9],
    ]);
  });

  test('tells Spot from On-Demand in a mixed group', () => {
    const mixed = {
      MixedInstancesPolicy: {
        InstancesDistribution: { OnDemandBaseCapacity: 2, OnDemandPercentageAboveBaseCapacity: 25 },
        LaunchTemplate: { Overrides: [{ InstanceType: 'm7g.large' }] },
      },
    };
    expect(bill({ G: group(10, mixed) }).map(({ needed }) => needed)).toEqual([8, 12]);
    const spot = {
      Type: 'AWS::EC2::LaunchTemplate',
      Properties: {
        LaunchTemplateData: {
          InstanceType: 'm7g.large',
          InstanceMarketOptions: { MarketType: 'spot' },
        },
      },
    };
    expect(bill({ G: group(3), L: spot })).toMatchObject([
      { name: 'vCPUs of Standard Spot Instances (A, C, D, H, I, M, R, T, Z)', needed: 6 },
    ]);
  });

  describe('of Fargate', () => {
    const onDemand = 'vCPUs of Fargate On-Demand tasks';
    const spot = 'vCPUs of Fargate Spot tasks';
    const provider = (CapacityProvider: string, Weight: number, Base = 0) => {
      return { CapacityProvider, Weight, Base };
    };
    const tasks = (properties: object, cluster: object = {}) =>
      bill({
        Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { Cpu: '1024' } },
        Cluster: { Type: 'AWS::ECS::Cluster', Properties: cluster },
        Service: {
          Type: 'AWS::ECS::Service',
          Properties: {
            DesiredCount: 10,
            Cluster: { Ref: 'Cluster' },
            TaskDefinition: { Ref: 'Task' },
            ...properties,
          },
        },
      }).map(({ name, needed }) => [name, needed]);

    test.each([
      ['Spot alone', { CapacityProviderStrategy: [provider('FARGATE_SPOT', 1)] }, [[spot, 10]]],
      [
        'a base On-Demand, and Spot above it',
        { CapacityProviderStrategy: [provider('FARGATE', 0, 4), provider('FARGATE_SPOT', 1)] },
        [
          [onDemand, 4],
          [spot, 6],
        ],
      ],
      [
        'shares of both',
        { CapacityProviderStrategy: [provider('FARGATE', 1), provider('FARGATE_SPOT', 3)] },
        [
          [onDemand, 3],
          [spot, 8],
        ],
      ],
      ['a capacity provider of EC2', { CapacityProviderStrategy: [provider('Own', 1)] }, []],
      ['EC2', { LaunchType: 'EC2' }, []],
      ['what the cluster says, which is nothing', {}, []],
    ])('%s', (_, properties, expected) => {
      expect(tasks(properties)).toEqual(expected);
    });

    test('takes the strategy of the cluster where the service has none', () => {
      const strategy = { DefaultCapacityProviderStrategy: [provider('FARGATE_SPOT', 1)] };
      expect(tasks({}, strategy)).toEqual([[spot, 10]]);
    });
  });

  test('counts the executions that nobody may reserve', () => {
    const reserving = (count: number) => ({
      Type: 'AWS::Lambda::Function',
      Properties: { ReservedConcurrentExecutions: count },
    });
    expect(bill({ A: reserving(600), B: reserving(301) })).toMatchObject([
      { needed: 1001, exceedsDefault: true },
    ]);
    expect(bill({ A: reserving(900) })).toMatchObject([{ needed: 1000, exceedsDefault: false }]);
    expect(bill({ A: { Type: 'AWS::Lambda::Function' } })).toEqual([]);
  });

  test('counts NAT gateways by zone, endpoints by VPC, and health checks', () => {
    const subnet = (AvailabilityZone: string) => ({
      Type: 'AWS::EC2::Subnet',
      Properties: { AvailabilityZone },
    });
    const gateway = (id: string) => ({
      Type: 'AWS::EC2::NatGateway',
      Properties: { SubnetId: { Ref: id } },
    });
    const endpoint = (VpcEndpointType: string) => ({
      Type: 'AWS::EC2::VPCEndpoint',
      Properties: { VpcEndpointType, VpcId: { Ref: 'Vpc' } },
    });
    const found = bill({
      A: subnet('eu-west-1a'),
      B: subnet('eu-west-1b'),
      ...Object.fromEntries(['A', 'A', 'B'].map((id, i) => [`Nat${i}`, gateway(id)])),
      Vpc: { Type: 'AWS::EC2::VPC' },
      Secrets: endpoint('Interface'),
      Objects: endpoint('Gateway'),
      Check: { Type: 'AWS::Route53::HealthCheck' },
    });
    expect(found.map(({ name, needed }) => [name, needed])).toEqual([
      ['VPCs', 1],
      ['NAT gateways in one Availability Zone', 2],
      ['Interface endpoints of one VPC', 1],
      ['Health checks of Route 53', 1],
    ]);
  });

  describe('of experiments', () => {
    const experiment = (actionId: string, target: JsonObject) => ({
      Type: 'AWS::FIS::ExperimentTemplate',
      Properties: {
        Targets: { T: target },
        Actions: { A: { ActionId: actionId, Targets: { Resources: 'T' } } },
      },
    });
    const tags = [{ Key: 'drill', Value: 'yes' }];
    const instances = (SelectionMode: string) =>
      experiment('aws:ec2:stop-instances', {
        ResourceType: 'aws:ec2:instance',
        SelectionMode,
        ResourceTags: { drill: 'yes' },
      });
    const groups = {
      Tagged: group(9, { Tags: tags }),
      Other: group(4, { Tags: [{ Key: 'drill', Value: 'no' }] }),
      L: template('m7g.large'),
    };
    const ofExperiments = (resources: JsonObject) =>
      bill(resources).filter(({ name }) => name.startsWith('Target'));

    test.each([
      ['ALL', 9, true],
      ['PERCENT(50)', 4, false],
      ['COUNT(5)', 5, false],
      ['COUNT(6)', 6, true],
    ])(
      'counts instances that carry the tags, at the maximum of their group: %s',
      (mode, needed, exceedsDefault) => {
        expect(ofExperiments({ ...groups, E: instances(mode) })).toEqual([
          {
            name: 'Target Instances for aws:ec2:stop-instances, by tags in one experiment',
            needed,
            open: 0,
            exceedsDefault,
          },
        ]);
      },
    );

    test('takes the largest of several, since each has the quota to itself', () => {
      const resources = { ...groups, E: instances('COUNT(3)'), F: instances('COUNT(4)') };
      expect(ofExperiments(resources)).toMatchObject([{ needed: 4, exceedsDefault: false }]);
    });

    test('counts the subnets of the zone, and buckets one by one', () => {
      const subnet = (AvailabilityZone: string) => ({
        Type: 'AWS::EC2::Subnet',
        Properties: { AvailabilityZone, Tags: tags },
      });
      const found = ofExperiments({
        A: subnet('eu-west-1a'),
        B: subnet('eu-west-1a'),
        C: subnet('eu-west-1b'),
        Bucket: { Type: 'AWS::S3::Bucket', Properties: { Tags: tags } },
        Untagged: { Type: 'AWS::S3::Bucket' },
        E: experiment('aws:network:disrupt-connectivity', {
          ResourceType: 'aws:ec2:subnet',
          SelectionMode: 'ALL',
          ResourceTags: { drill: 'yes' },
          Parameters: { availabilityZoneIdentifier: 'eu-west-1a' },
        }),
        F: experiment('aws:s3:bucket-pause-replication', {
          ResourceType: 'aws:s3:bucket',
          SelectionMode: 'ALL',
          ResourceTags: { drill: 'yes' },
        }),
      });
      expect(found.map(({ name, needed }) => [name.replace(/,.*/, ''), needed])).toEqual([
        ['Target Subnets for aws:network:disrupt-connectivity', 2],
        ['Target Buckets for aws:s3:bucket-pause-replication', 1],
      ]);
    });

    test('says where it does not know what carries the tags', () => {
      const resources = { G: group(9, { Tags: { Ref: 'Open' } }), E: instances('ALL') };
      expect(ofExperiments(resources)).toMatchObject([{ needed: 0, open: 1 }]);
    });
  });

  test('is made for each Region', () => {
    const template = { Resources: { A: { Type: 'AWS::EC2::VPC' } } };
    const graph = graphOf(...REGIONS.map((region) => ({ name: region, region, template })));
    expect(billOfQuotas(graph).map(({ region }) => region)).toEqual([...REGIONS].toSorted());
  });
});
