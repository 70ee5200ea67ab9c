import { describe, expect, test } from 'vitest';
import {
  clustersOfGlobal,
  globalDatabaseOf,
  membersOfCluster,
  twinOf,
} from '../../lib/aws/index.ts';
import { nodeOf } from '../assembly/support.ts';
import { graphOfResources, idsOf } from './support.ts';

describe.each(['RDS', 'DocDB', 'Neptune'])('the members of a cluster of %s', (service) => {
  const graph = graphOfResources(`
    Cluster: { Type: AWS::${service}::DBCluster, Properties: { DBClusterIdentifier: orders } }
    ByReference: { Type: AWS::${service}::DBInstance, Properties: { DBClusterIdentifier: !Ref Cluster } }
    ByName: { Type: AWS::${service}::DBInstance, Properties: { DBClusterIdentifier: orders } }
    Other: { Type: AWS::${service}::DBInstance, Properties: { DBClusterIdentifier: users } }
    Open: { Type: AWS::${service}::DBInstance, Properties: { DBClusterIdentifier: !ImportValue x } }
  `);

  test('are those that name it', () => {
    const { members } = membersOfCluster(graph, nodeOf(graph, 'Cluster'));
    expect(idsOf(members)).toEqual(['ByReference', 'ByName']);
  });

  test('may be those that name what is not known', () => {
    expect(idsOf(membersOfCluster(graph, nodeOf(graph, 'Cluster')).open)).toEqual(['Open']);
  });
});

describe('the clusters of a global database', () => {
  const graph = graphOfResources(
    `
    Global: { Type: AWS::RDS::GlobalCluster, Properties: { GlobalClusterIdentifier: world, SourceDBClusterIdentifier: !Ref First } }
    First: { Type: AWS::RDS::DBCluster, Properties: { MasterUsername: admin } }
    Alone: { Type: AWS::RDS::DBCluster, Properties: { MasterUsername: admin } }
    `,
    [
      'eu-central-1',
      'Second: { Type: AWS::RDS::DBCluster, Properties: { GlobalClusterIdentifier: world } }',
    ],
  );
  const global = nodeOf(graph, 'Global');

  test('are its source, and those that name it in any Region', () => {
    const { members } = clustersOfGlobal(graph, global);
    expect(members.map(({ cluster, isPrimary }) => [cluster.logicalId, isPrimary])).toEqual([
      ['First', true],
      ['Second', false],
    ]);
  });

  test.each([
    ['First', global],
    ['Second', global],
    ['Alone', undefined],
  ])('%s leads back to its global database', (id, expected) => {
    expect(globalDatabaseOf(graph, nodeOf(graph, id))).toBe(expected);
  });
});

test('a twin is the one resource of the same path in another Region', () => {
  const queue = 'Queue: { Type: AWS::SQS::Queue }';
  const graph = graphOfResources(queue, ['eu-central-1', queue], ['us-east-1', '{}']);
  const [here] = graph.inRegion('eu-west-1');
  const [there] = graph.inRegion('eu-central-1');
  if (here === undefined) throw new Error('no queue');
  expect(twinOf(graph, here, 'eu-central-1')).toBe(there);
  expect(twinOf(graph, here, 'us-east-1')).toBeUndefined();
});
