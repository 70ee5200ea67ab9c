// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes ${Name} in plain texts.
import { describe, expect, test } from 'vitest';
import {
  asBoolean,
  asKeyValues,
  asList,
  asMapping,
  asNumber,
  asString,
  graphOf,
  identity,
  parseCidr,
  physicalName,
  referencesIn,
  type StackInput,
  targetOf,
  textKey,
  zoneOfSubnet,
  zonesOfNames,
  zonesOfSubnets,
} from '../../lib/assembly/index.ts';
import { nodeOf } from './support.ts';

function read(value: unknown) {
  const graph = graphOf({
    template: {
      Parameters: { Two: { Type: 'Number', Default: '2' }, Open: { Type: 'String' } },
      Conditions: { C: { 'Fn::Equals': [{ Ref: 'Open' }, 'x'] } },
      Resources: { A: { Type: 'T', Properties: { P: value } }, B: { Type: 'T' } },
    },
  });
  return graph.get(nodeOf(graph, 'A'), 'P');
}

const known = (value: unknown, ...parameters: string[]) => ({ state: 'known', value, parameters });
const unknown = (reason: string) => ({ state: 'unknown', reason });
const absent = { state: 'absent' };

describe('reads, known, absent or unknown,', () => {
  test.each([
    [3, known(3)],
    ['3', known(3)],
    [{ Ref: 'Two' }, known(2, 'Two')],
    [{ Ref: 'AWS::NoValue' }, absent],
    ['three', unknown('"three" is not a number')],
    ['', unknown('"" is not a number')],
    [true, unknown('true is not a number')],
    [[1], unknown('a list is not a number')],
    [{ Ref: 'Open' }, unknown('parameter Open has no default')],
    [{ Ref: 'B' }, unknown('Ref of B is known at deployment only')],
    [{ 'Fn::If': ['C', 1, 2] }, unknown('it depends on the condition C')],
    [{ 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }, unknown('a zone is not a number')],
  ])('a number: %j', (value, expected) => {
    expect(asNumber(read(value))).toEqual(expected);
  });

  test.each([
    [true, known(true)],
    ['true', known(true)],
    ['False', known(false)],
    [1, unknown('1 is not true or false')],
    [null, absent],
  ])('a boolean: %j', (value, expected) => {
    expect(asBoolean(read(value))).toEqual(expected);
  });

  test.each([
    ['x', known('x')],
    [3, known('3')],
    [
      { 'Fn::Join': ['', ['a', { Ref: 'B' }]] },
      unknown('parts of it are known at deployment only'),
    ],
  ])('a text: %j', (value, expected) => {
    expect(asString(read(value))).toMatchObject(expected);
  });

  test.each([
    [['a', { Ref: 'AWS::NoValue' }], 1],
    ['a', 1],
    [[], 0],
  ])('a list: %j', (value, length) => {
    expect(asList(read(value))).toMatchObject({ state: 'known', value: { length } });
  });

  test('a reference to a list is no list of one', () => {
    expect(asList(read({ 'Fn::GetAtt': ['B', 'Subnets'] })).state).toBe('unknown');
  });

  test('a mapping', () => {
    expect(asMapping(read({ a: 1 }))).toMatchObject({ state: 'known' });
    expect(asMapping(read({ a: 1, 'Fn::Transform': {} }))).toEqual(
      unknown('a macro may add entries'),
    );
    expect(asMapping(read('x')).state).toBe('unknown');
  });

  test.each([
    ['a list', [{ Key: 'a', Value: '1' }, { Key: 'b' }], ['a', 'b']],
    ['a mapping', { a: 1 }, ['a']],
  ])('values by key from %s', (_, value, keys) => {
    const entries = asKeyValues(read(value));
    expect(entries.state === 'known' && [...entries.value.keys()]).toEqual(keys);
  });

  test('values by key, unknown if a key is', () => {
    expect(asKeyValues(read([{ Key: { Ref: 'Open' } }])).state).toBe('unknown');
  });

  test('every reference inside a value', () => {
    const value = {
      a: [{ 'Fn::Sub': 'x${B}' }],
      b: { 'Fn::If': ['C', { Ref: 'B' }, { 'Fn::Split': ['/', { 'Fn::GetAtt': 'B.Arn' }] }] },
    };
    expect(referencesIn(read(value)).map(({ attribute }) => attribute)).toEqual([
      'Ref',
      'Ref',
      'Arn',
    ]);
  });
});

describe('zones', () => {
  const az = (i: number) => ({ 'Fn::Select': [i, { 'Fn::GetAZs': '' }] });
  const subnet = (zone?: unknown) => ({
    Type: 'AWS::EC2::Subnet',
    Properties: zone === undefined ? {} : { AvailabilityZone: zone },
  });
  function graphWith(list: unknown) {
    return graphOf({
      name: 'app',
      region: 'eu-west-1',
      template: {
        Parameters: {
          Ids: { Type: 'List<AWS::EC2::Subnet::Id>' },
          Id: { Type: 'String' },
          Zones: { Type: 'List<AWS::EC2::AvailabilityZone::Name>' },
          Zone: { Type: 'AWS::EC2::AvailabilityZone::Name' },
          Other: { Type: 'AWS::EC2::AvailabilityZone::Name' },
        },
        Resources: {
          A: subnet('eu-west-1a'),
          B: subnet('eu-west-1b'),
          A2: subnet({ 'Fn::GetAtt': ['A', 'AvailabilityZone'] }),
          ById1: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZoneId: 'euw1-az1' } },
          ById2: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZoneId: 'euw1-az2' } },
          I0: subnet(az(0)),
          I1: subnet(az(1)),
          Any: subnet(),
          P0: subnet({ 'Fn::Select': [0, { Ref: 'Zones' }] }),
          P0Too: subnet({ 'Fn::Select': ['0', { Ref: 'Zones' }] }),
          P1: subnet({ 'Fn::Select': [1, { Ref: 'Zones' }] }),
          Z: subnet({ Ref: 'Zone' }),
          ZToo: subnet({ Ref: 'Zone' }),
          O: subnet({ Ref: 'Other' }),
          User: { Type: 'T', Properties: { P: list } },
        },
      },
    });
  }
  const refs = (...ids: string[]) => ids.map((id) => ({ Ref: id }));
  const infinite = Number.POSITIVE_INFINITY;

  test.each([
    ['two names', refs('A', 'B'), ['eu-west-1a', 'eu-west-1b'], 2, 2],
    ['one zone twice', refs('A', 'A2'), ['eu-west-1a'], 1, 1],
    ['two indexes', refs('I0', 'I1'), ['idx#0', 'idx#1'], 2, 2],
    ['a name and an index, perhaps the same zone', refs('A', 'I0'), ['eu-west-1a', 'idx#0'], 1, 2],
    ['two of a parameter', refs('P0', 'P1'), ['app/Zones#0', 'app/Zones#1'], 2, 2],
    ['two IDs', refs('ById1', 'ById2'), ['euw1-az1', 'euw1-az2'], 2, 2],
    [
      'a name and an ID, perhaps the same zone',
      refs('A', 'ById1'),
      ['eu-west-1a', 'euw1-az1'],
      1,
      2,
    ],
    ['one of a parameter twice', refs('P0', 'P0Too'), ['app/Zones#0'], 1, 1],
    ['a parameter twice', refs('Z', 'ZToo'), ['app/Zone#0'], 1, 1],
    ['two parameters, perhaps equal', refs('Z', 'O'), ['app/Other#0', 'app/Zone#0'], 1, 2],
    ['parameter and index', refs('P0', 'P1', 'I0'), ['app/Zones#0', 'app/Zones#1', 'idx#0'], 2, 3],
    ['a subnet that CloudFormation places', refs('A', 'Any'), ['eu-west-1a'], 1, 2],
    ['an unknown subnet among two known', refs('A', 'B', 'Id'), ['eu-west-1a', 'eu-west-1b'], 2, 3],
    ['one unknown subnet alone', refs('Id'), [], 1, 1],
    ['a subnet by its ID', ['subnet-1', 'subnet-2'], [], 1, 2],
    ['an unknown list', { Ref: 'Ids' }, [], 1, infinite],
    ['no list', { Ref: 'AWS::NoValue' }, [], 0, 0],
    ['an empty list', [], [], 1, infinite],
  ])('of %s', (_, list, keys, min, max) => {
    const graph = graphWith(list);
    const zones = zonesOfSubnets(graph, graph.get(nodeOf(graph, 'User'), 'P'));
    expect(zones).toEqual({ keys, min, max });
  });

  test.each([
    [['eu-west-1a', 'eu-west-1b', 'eu-west-1a'], 2, 2],
    [[az(0), az(1)], 2, 2],
    [{ 'Fn::GetAZs': '' }, 2, infinite],
    [{ 'Fn::GetAZs': 'us-west-1' }, 2, infinite],
    [{ Ref: 'Zones' }, 1, infinite],
    [['euw1-az1', 'euw1-az2'], 2, 2],
    [['euw1-az1', 'euw1-az1'], 1, 1],
    [['euw1-az1', 'eu-west-1a', 'eu-west-1b'], 2, 3],
    [['usw2-lax1-az1', 'use1-az6'], 2, 2],
  ])('named by %j', (list, min, max) => {
    const graph = graphWith(list);
    expect(zonesOfNames(graph, graph.get(nodeOf(graph, 'User'), 'P'))).toMatchObject({ min, max });
  });

  test('of a subnet', () => {
    const graph = graphWith([]);
    expect(zoneOfSubnet(graph, nodeOf(graph, 'A2'))).toEqual(known('eu-west-1a'));
    expect(zoneOfSubnet(graph, nodeOf(graph, 'I1'))).toEqual(known('idx#1'));
    expect(zoneOfSubnet(graph, nodeOf(graph, 'Any'))).toEqual(absent);
  });
});

describe('names', () => {
  const bucket = { 'Fn::Sub': 'app-${AWS::AccountId}-us-east-1' };
  const here = {
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: bucket } },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } },
    Global: { Type: 'AWS::RDS::GlobalCluster', Properties: { GlobalClusterIdentifier: 'app' } },
    Plain: { Type: 'AWS::SQS::Queue' },
    Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'db/main' } },
    Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/app/x' } },
    Fn: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'worker' } },
    Lb: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Name: 'web' } },
  };
  const stack = (region: string, resources: object): StackInput => ({
    name: region,
    region,
    template: { Resources: resources },
  });
  const target = (value: unknown, type: string, region?: string) => {
    const user = { User: { Type: 'T', Properties: { P: value } } };
    const graph = graphOf(
      stack('us-east-1', here),
      stack('eu-west-1', { ...user, Queue: here.Queue }),
    );
    const found = targetOf(graph, graph.get(nodeOf(graph, 'User'), 'P'), [type], region);
    return found?.id;
  };

  test.each([
    ['a name in the Region', 'orders', 'AWS::SQS::Queue', 'us-east-1', 'us-east-1/Queue'],
    ['a name that two Regions have', 'orders', 'AWS::SQS::Queue', undefined, undefined],
    [
      'an ARN',
      'arn:aws:sqs:us-east-1:111111111111:orders',
      'AWS::SQS::Queue',
      undefined,
      'us-east-1/Queue',
    ],
    ['a reference', { Ref: 'Queue' }, 'AWS::SQS::Queue', undefined, 'eu-west-1/Queue'],
    ['a reference to another type', { Ref: 'Queue' }, 'AWS::SNS::Topic', undefined, undefined],
    [
      'an ARN around a reference',
      { 'Fn::Sub': 'arn:${AWS::Partition}:sqs:eu-west-1:${AWS::AccountId}:${Queue}' },
      'AWS::SQS::Queue',
      undefined,
      'eu-west-1/Queue',
    ],
    [
      'an ARN around a reference to another type',
      { 'Fn::Sub': 'arn:${AWS::Partition}:sns:eu-west-1:${AWS::AccountId}:${Queue}' },
      'AWS::SNS::Topic',
      undefined,
      undefined,
    ],
    [
      'a text that ends with a reference and is no ARN',
      { 'Fn::Sub': 'about ${Queue}' },
      'AWS::SQS::Queue',
      undefined,
      undefined,
    ],
    ['a derived name', bucket, 'AWS::S3::Bucket', undefined, 'us-east-1/Bucket'],
    [
      'an ARN of a derived name',
      { 'Fn::Sub': 'arn:aws:s3:::app-${AWS::AccountId}-us-east-1' },
      'AWS::S3::Bucket',
      undefined,
      'us-east-1/Bucket',
    ],
    ['an identifier', 'app', 'AWS::RDS::GlobalCluster', undefined, 'us-east-1/Global'],
    [
      'an ARN of a global resource',
      'arn:aws:rds::111111111111:global-cluster:app',
      'AWS::RDS::GlobalCluster',
      undefined,
      'us-east-1/Global',
    ],
    [
      'a secret’s ARN',
      'arn:aws:secretsmanager:us-east-1:1:secret:db/main-AbCdEf',
      'AWS::SecretsManager::Secret',
      undefined,
      'us-east-1/Secret',
    ],
    [
      'a parameter’s ARN',
      'arn:aws:ssm:us-east-1:1:parameter/app/x',
      'AWS::SSM::Parameter',
      undefined,
      'us-east-1/Parameter',
    ],
    [
      'a function’s alias',
      'arn:aws:lambda:us-east-1:1:function:worker:live',
      'AWS::Lambda::Function',
      undefined,
      'us-east-1/Fn',
    ],
    [
      'a load balancer’s ARN',
      'arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/web/50dc6c',
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      undefined,
      'us-east-1/Lb',
    ],
    ['another name', 'other', 'AWS::SQS::Queue', undefined, undefined],
    [
      'an ARN of another Region',
      'arn:aws:sqs:eu-central-1:1:orders',
      'AWS::SQS::Queue',
      undefined,
      undefined,
    ],
    ['an empty text', '', 'AWS::SQS::Queue', undefined, undefined],
  ])('lead from %s to the resource', (_, value, type, region, expected) => {
    expect(target(value, type, region)).toBe(expected);
  });

  test.each([
    ['one resource through any stack', { 'Fn::ImportValue': 'zone' }, { Ref: 'Zone' }, true],
    ['two resources', { Ref: 'Zone' }, { Ref: 'Other' }, false],
    ['two attributes', { Ref: 'Zone' }, { 'Fn::GetAtt': 'Zone.Arn' }, false],
    [
      'texts with one reference',
      { 'Fn::Sub': 'a-${Zone}' },
      { 'Fn::Join': ['-', ['a', { Ref: 'Zone' }]] },
      true,
    ],
    ['texts with two references', { 'Fn::Sub': 'a-${Zone}' }, { 'Fn::Sub': 'a-${Other}' }, false],
    ['literals', 'Z1', 'Z1', true],
    [
      'zones of one index',
      { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
      { 'Fn::Select': ['0', { 'Fn::GetAZs': { Ref: 'AWS::Region' } }] },
      true,
    ],
    [
      'zones of two indexes',
      { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
      { 'Fn::Select': [1, { 'Fn::GetAZs': '' }] },
      false,
    ],
  ])('tell whether %s are the same', (_, a, b, same) => {
    const resources = {
      Zone: { Type: 'Z' },
      Other: { Type: 'Z' },
      User: { Type: 'T', Properties: { A: a, B: b } },
    };
    const Outputs = { Zone: { Value: { Ref: 'Zone' }, Export: { Name: 'zone' } } };
    const graph = graphOf({
      name: 'app',
      region: 'eu-west-1',
      template: { Resources: resources, Outputs },
    });
    const [left, right] = ['A', 'B'].map((name) =>
      identity(graph.get(nodeOf(graph, 'User'), name)),
    );
    expect(left).toBeDefined();
    expect(left === right).toBe(same);
  });

  test('do not tell what is unknown apart', () => {
    expect(identity(read({ Ref: 'Open' }))).toBeUndefined();
    expect(identity(read({ 'Fn::Sub': 'x${Open}' }))).toBeUndefined();
  });

  test('are those that the template gives', () => {
    const graph = graphOf(stack('us-east-1', here));
    expect(physicalName(graph, nodeOf(graph, 'Bucket'))).toBe('app-<AWS.AccountId>-us-east-1');
    expect(physicalName(graph, nodeOf(graph, 'Plain'))).toBeUndefined();
    expect(textKey(read({ 'Fn::Join': ['-', ['a', { Ref: 'B' }]] }))).toBeUndefined();
  });
});

test.each([
  ['10.1.2.3/16', { start: 0x0a010000, prefix: 16 }],
  ['255.255.255.255/32', { start: 0xffffffff, prefix: 32 }],
  ['10.0.0.256/16', undefined],
  ['10.0.0.0/33', undefined],
  ['::/0', undefined],
])('the block %s', (text, expected) => {
  expect(parseCidr(text)).toEqual(expected);
});
