import { describe, expect, test } from 'vitest';
import { predict, scenariosOf } from '../../lib/resilience/index.ts';
import { graphOfResources } from '../aws/support.ts';
import { aurora, balancer, group, network, references } from './support/parts.ts';
import { predicted } from './support/predictions.ts';

const given = (values: Readonly<Record<string, number | boolean>>) => ({
  given: Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, { value, setBy: 'declared' as const }]),
  ),
});

describe('a load balancer and its group', () => {
  const graph = graphOfResources(network() + balancer() + group(6));

  test('a lost zone takes its part, is never unaffected, and leaves what the peak is taken to need', () => {
    expect(predicted(graph, 'az-loss:eu-west-1b', 'reads')).toMatchObject({
      level: 'recovers',
      capacity: { left: 4, need: 4, unit: 'instances' },
      failingShare: 0.333,
      rto: { shortest: 30, typical: 50, longest: 65 },
      rpo: { typical: 0 },
    });
  });

  test('is degraded where more is needed than is left, however much could be launched', () => {
    const lost = predicted(graph, 'az-loss:eu-west-1b', 'reads', given({ 'need.Web': 6 }));
    expect(lost).toMatchObject({ level: 'degraded', capacity: { left: 4, need: 6 } });
    expect(lost.timeline.find(({ phase }) => phase === 'warm')?.parallelWith).toBeDefined();
    expect(lost.rto?.typical).toBe(50);
  });

  test('a fuller zone counts where instances do not divide evenly', () => {
    const uneven = graphOfResources(network() + balancer() + group(7));
    expect(predicted(uneven, 'az-loss:eu-west-1a', 'reads').capacity).toMatchObject({
      left: 4,
      need: 4,
    });
  });

  test('two zones at once leave what the third one holds', () => {
    expect(predicted(graph, 'az-loss:eu-west-1a+az-loss:eu-west-1b', 'reads')).toMatchObject({
      level: 'degraded',
      capacity: { left: 2 },
      failingShare: 0.667,
    });
  });

  test('nothing is launched while nothing can be', () => {
    const phases = predicted(graph, 'az-loss:eu-west-1a+no-launches', 'reads').timeline.map(
      ({ phase }) => phase,
    );
    expect(phases).toContain('detect');
    expect(phases).not.toContain('warm');
  });

  test('a lone zone is lost with its group, and so is a Region with nothing elsewhere', () => {
    const lone = graphOfResources(network() + balancer() + group(2, 'a'));
    expect(predicted(lone, 'az-loss:eu-west-1a', 'reads')).toMatchObject({
      level: 'lost',
      rto: null,
      rpo: null,
    });
    expect(predicted(lone, 'az-loss:eu-west-1b', 'reads').level).toBe('recovers');
    expect(predicted(graph, 'region-loss:eu-west-1', 'reads')).toMatchObject({
      level: 'lost',
      rto: null,
    });
  });

  test('has no writes where it has no store, and nothing asynchronous without a queue', () => {
    const [first] = predict(graph, { scenarios: ['no-launches'] }).scenarios;
    expect(Object.keys(first?.paths ?? {})).toEqual(['reads']);
  });

  test('counts instances that a target group names, which nothing replaces', () => {
    const named = graphOfResources(
      `${network()}${balancer('abc', ', Targets: [{ Id: !Ref One }, { Id: !Ref Two }]')}
One: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref A } }
Two: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref B } }
`,
    );
    const lost = predicted(named, 'az-loss:eu-west-1a', 'reads');
    expect(lost).toMatchObject({ level: 'recovers', capacity: { left: 1, need: 1 } });
    expect(lost.timeline.map(({ phase }) => phase)).not.toContain('warm');
  });
});

describe('a database', () => {
  const behind = (database: string) =>
    graphOfResources(network() + balancer() + group(6) + database);

  test('writes wait for the failover of the writer, which may be where the fault is', () => {
    const graph = behind(aurora(['eu-west-1a', 'eu-west-1b']));
    expect(predicted(graph, 'az-loss:eu-west-1a', 'writes')).toMatchObject({
      level: 'recovers',
      failingShare: 1,
    });
    expect(predicted(graph, 'az-loss:eu-west-1a', 'reads').failingShare).toBe(0.333);
    expect(predicted(graph, 'writer-loss:Data', 'reads').level).toBe('unaffected');
    expect(predicted(graph, 'writer-loss:Data', 'writes').rto).toEqual({
      shortest: 15,
      typical: 30,
      longest: 60,
    });
  });

  test('takes the time of a new instance where no reader is left, and a person where the zone is gone', () => {
    const lone = behind(aurora(['eu-west-1a']));
    expect(predicted(lone, 'writer-loss:Data', 'writes').rto?.longest).toBe(600);
    expect(predicted(lone, 'az-loss:eu-west-1a', 'writes')).toMatchObject({
      level: 'recovers-by-hand',
      rpo: { longest: 0 },
    });
    expect(predicted(lone, 'az-loss:eu-west-1b', 'writes').level).toBe('recovers');
  });

  test('has no quorum without two of three zones', () => {
    const graph = behind(aurora([undefined, undefined, undefined]));
    expect(predicted(graph, 'az-loss:eu-west-1a+az-loss:eu-west-1b', 'writes')).toMatchObject({
      level: 'lost',
      rto: null,
    });
  });

  test('of Amazon RDS fails over to its standby, or is restored by hand', () => {
    const instance = (multiAz: boolean, more = '') => `
DataSubnets: { Type: AWS::RDS::DBSubnetGroup, Properties: { SubnetIds: ${references()} } }
Data: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres, MultiAZ: ${multiAz}, DBSubnetGroupName: !Ref DataSubnets${more} } }
`;
    expect(predicted(behind(instance(true)), 'az-loss:eu-west-1a', 'writes')).toMatchObject({
      level: 'recovers',
      rto: { longest: 120 },
    });
    expect(predicted(behind(instance(false)), 'az-loss:eu-west-1a', 'writes')).toMatchObject({
      level: 'recovers-by-hand',
      capacity: { left: 0 },
      rpo: { longest: 300 },
    });
    const bare = behind(instance(false, ', BackupRetentionPeriod: 0'));
    expect(predicted(bare, 'az-loss:eu-west-1a', 'writes')).toMatchObject({
      level: 'lost',
      rpo: null,
    });
  });
});

describe('what requests may not need', () => {
  const cache = `
Cache: { Type: AWS::ElastiCache::ReplicationGroup, Properties: { NumCacheClusters: 2, AutomaticFailoverEnabled: true, MultiAZEnabled: true } }
`;
  const graph = graphOfResources(network() + balancer() + group(6) + cache);

  test('a cache is soft unless it is declared hard, and the assumption is named', () => {
    const soft = predict(graph, { scenarios: ['cache-loss:Cache'] });
    expect(soft.scenarios[0]?.paths.reads?.level).toBe('unaffected');
    expect(soft.inputs.assumptions).toContainEqual(
      expect.objectContaining({ key: 'hard.Cache', value: false, setBy: 'default' }),
    );
    const hard = given({ 'hard.Cache': true });
    expect(predicted(graph, 'cache-node-loss:Cache', 'reads', hard)).toMatchObject({
      level: 'recovers',
      rto: { longest: 30 },
    });
    expect(predicted(graph, 'cache-loss:Cache', 'reads', hard).rto?.typical).toBe(600);
  });

  const way = (more: string) => `
Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref A } }
Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
Out: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat } }
Uses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { RouteTableId: !Ref Table, SubnetId: !Ref B } }
${more}`;

  test('the only way out to AWS services is hard, beside endpoints it is soft', () => {
    const only = graphOfResources(network() + balancer() + group(6) + way(''));
    expect(predicted(only, 'nat-loss:eu-west-1a', 'reads').level).toBe('recovers-by-hand');
    expect(predicted(only, 'az-loss:eu-west-1a', 'reads').level).toBe('recovers-by-hand');
    expect(predicted(only, 'az-loss:eu-west-1c', 'reads').level).toBe('recovers');
    const endpoint =
      'Endpoint: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: x } }\n';
    const beside = graphOfResources(network() + balancer() + group(6) + way(endpoint));
    expect(predicted(beside, 'nat-loss:eu-west-1a', 'reads').level).toBe('unaffected');
  });
});

describe('templates of services without servers', () => {
  const graph = graphOfResources(`
Table: { Type: AWS::DynamoDB::Table }
Function: { Type: AWS::Lambda::Function }
Api: { Type: AWS::ApiGatewayV2::Api }
Integration: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Api, IntegrationUri: !GetAtt Function.Arn } }
Queue: { Type: AWS::SQS::Queue }
Worker: { Type: AWS::Lambda::Function }
Mapping: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt Queue.Arn, FunctionName: !Ref Worker } }
`);

  test('have all paths, and are lost with their Region alone', () => {
    const [lost] = predict(graph, { scenarios: ['region-loss'] }).scenarios;
    expect(Object.entries(lost?.paths ?? {}).map(([path, { level }]) => [path, level])).toEqual([
      ['reads', 'lost'],
      ['writes', 'lost'],
      ['async', 'lost'],
    ]);
  });

  test('messages wait until people make a function take them again', () => {
    expect(predicted(graph, 'consumers-loss:Queue', 'async').level).toBe('recovers-by-hand');
    expect(predicted(graph, 'consumers-loss:Queue', 'reads').level).toBe('unaffected');
  });
});

describe('what only the deployment knows', () => {
  const graph = graphOfResources(`${network()}${balancer()}
Web:
  Type: AWS::AutoScaling::AutoScalingGroup
  Properties: { MinSize: '3', VPCZoneIdentifier: !Ref Elsewhere, TargetGroupARNs: [!Ref Targets] }
`);

  test('is unknown and asked for by name; the rest is answered', () => {
    const prediction = predict(graph);
    const levels = Object.fromEntries(
      prediction.scenarios.map(({ id, paths }) => [id, paths.reads?.level]),
    );
    expect(levels['az-loss:unknown-zone']).toBe('unknown');
    expect(levels['az-loss:eu-west-1a']).toBe('unknown');
    expect(levels['instance-loss:Web']).toBe('recovers');
    expect(prediction.unknown.map(({ what }) => what)).toEqual(['the zones of Web']);
  });
});

describe('what no prediction knows', () => {
  test('is named with its type, and the rest is answered', () => {
    const files = 'Files: { Type: AWS::EFS::FileSystem }\nMore: { Type: AWS::EFS::FileSystem }\n';
    const prediction = predict(graphOfResources(network() + balancer() + group(6) + files));
    expect(prediction.unknown).toMatchObject([
      {
        what: 'AWS::EFS::FileSystem (2)',
        evidence: [{ resource: 'Stack0/Files' }, { resource: 'Stack0/More' }],
      },
    ]);
    expect(prediction.scenarios[1]?.paths.reads?.level).toBe('recovers');
  });
});

describe('scenarios', () => {
  const graph = graphOfResources(network() + balancer() + group(6));

  test('are listed with their places, zones also without launches', () => {
    const ids = scenariosOf(graph).map(({ id }) => id);
    const zones = ['a', 'b', 'c'].map((zone) => `az-loss:eu-west-1${zone}`);
    expect(ids.filter((id) => id.startsWith('az-loss'))).toEqual([
      ...zones,
      ...zones.map((zone) => `${zone}+no-launches`),
    ]);
    expect(ids).toEqual(expect.arrayContaining(['instance-loss:Web', 'region-loss:eu-west-1']));
    expect(ids).toEqual(expect.arrayContaining(['no-launches', 'dns-control-plane-loss']));
    expect(ids.filter((id) => /^(?:writer|cache|nat|consumers)-/.test(id))).toEqual([]);
  });

  test('can be named without a place, by any name of a resource, and as pairs', () => {
    const ids = (text: string) =>
      predict(graph, { scenarios: [text] }).scenarios.map(({ id }) => id);
    expect(ids('az-loss')).toHaveLength(3);
    expect(ids('instance-loss:Stack0/Web')).toEqual(['instance-loss:Web']);
    expect(ids('instance-loss:Web+az-loss:eu-west-1a')).toEqual([
      'instance-loss:Web+az-loss:eu-west-1a',
    ]);
    expect(ids('flood')).toEqual([]);
  });

  test('come out the same each time, and facts can be replaced', () => {
    expect(JSON.stringify(predict(graph))).toBe(JSON.stringify(predict(graph)));
    const ttl = { given: { 'elb.dnsTtl': { value: 300, setBy: 'command line' as const } } };
    expect(predicted(graph, 'az-loss:eu-west-1a', 'reads', ttl).rto?.longest).toBe(300);
  });
});
