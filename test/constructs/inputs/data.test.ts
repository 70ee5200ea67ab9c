import { Template } from 'aws-cdk-lib/assertions';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Duration, type Stack } from 'aws-cdk-lib/core';
import type {
  aws_elasticache as cacheInterfaces,
  aws_rds as interfaces,
} from 'aws-cdk-lib/interfaces';
import { describe, expect, test } from 'vitest';
import {
  AuroraAlarms,
  CacheAlarms,
  GlobalDatastoreMember,
  HealthCheckAlarms,
  ValkeyCache,
} from '../../../index.ts';
import { testApp, testStack } from '../../support/app.ts';
import { alarmsOf } from '../observability/support.ts';
import { testKey, testVpc } from '../service/support.ts';
import { isolatedVpc, plainAlerts, takeWarnings } from './support.ts';

describe('alarms on a cluster that somebody has', () => {
  const identifierIn = (clusterIn: (stack: Stack) => interfaces.IDBClusterRef) => {
    const stack = testStack();
    new AuroraAlarms(stack, 'Alarms', {
      alerts: plainAlerts(stack),
      database: clusterIn(stack),
      maxConnections: 1000,
      maximumGlobalLag: Duration.minutes(1),
    });
    const dimensions = alarmsOf(Template.fromStack(stack))
      .filter(({ properties }) => properties.Namespace === 'AWS/RDS')
      .map(({ properties }) => properties.Dimensions[0].Value);
    return [...new Set(dimensions.map((value) => JSON.stringify(value)))].map((text) =>
      JSON.parse(text),
    );
  };

  test('as an L2', () => {
    const identifiers = identifierIn(
      (stack) =>
        new rds.DatabaseCluster(stack, 'Database', {
          engine: rds.DatabaseClusterEngine.auroraPostgres({
            version: rds.AuroraPostgresEngineVersion.VER_17_7,
          }),
          vpc: testVpc(stack),
          writer: rds.ClusterInstance.provisioned('writer'),
        }),
    );
    expect(identifiers).toEqual([{ Ref: expect.stringMatching(/^Database/) }]);
  });

  test('as an L1', () => {
    expect(identifierIn((stack) => new rds.CfnDBCluster(stack, 'Database', {}))).toEqual([
      { Ref: 'Database' },
    ]);
  });

  test('imported', () => {
    const identifiers = identifierIn((stack) =>
      rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Database', {
        clusterIdentifier: 'orders',
      }),
    );
    expect(identifiers).toEqual(['orders']);
  });
});

describe('alarms on a cache that somebody has', () => {
  /** The nodes that the alarms on memory watch, shard by shard, and the warnings. */
  const watched = (cacheIn: (stack: Stack) => cacheInterfaces.IReplicationGroupRef) => {
    const stack = testStack();
    const cache = cacheIn(stack);
    new CacheAlarms(stack, 'Alarms', { alerts: plainAlerts(stack), cache });
    const warnings = takeWarnings(stack);
    const text = JSON.stringify(Template.fromStack(stack).toJSON());
    const nodes = [...text.matchAll(/"-([\d-]+)"\]\]/g)].map(([, node]) => node ?? '');
    return { nodes: [...new Set(nodes)].toSorted(), warnings, text };
  };
  const group = (
    stack: Stack,
    props: Partial<elasticache.CfnReplicationGroupProps> = {},
  ): elasticache.CfnReplicationGroup =>
    new elasticache.CfnReplicationGroup(stack, 'Cache', {
      replicationGroupDescription: 'sessions',
      ...props,
    });

  test('one shard of three nodes', () => {
    const { nodes, warnings } = watched((stack) => group(stack, { numCacheClusters: 3 }));
    expect(nodes).toEqual(['001', '002', '003']);
    expect(warnings).toEqual([]);
  });

  test('two shards of two nodes, in cluster mode', () => {
    const { nodes } = watched((stack) =>
      group(stack, { numNodeGroups: 2, replicasPerNodeGroup: 1 }),
    );
    expect(nodes).toEqual(['0001-001', '0001-002', '0002-001', '0002-002']);
  });

  test('a secondary whose template leaves the shards to the primary is warned of', () => {
    const { nodes, warnings } = watched((stack) =>
      group(stack, { globalReplicationGroupId: 'ldgnf-shop', replicasPerNodeGroup: 1 }),
    );
    expect(nodes).toEqual([]);
    expect(warnings).toEqual(['evenkeel:cacheNodesUnknown']);
  });

  test('an imported one comes with its nodes where it is told', () => {
    const { text, warnings } = watched((stack) =>
      ValkeyCache.fromValkeyCacheAttributes(stack, 'Cache', {
        replicationGroupId: 'sessions',
        clusterMode: true,
        shards: 2,
        replicasPerShard: 1,
      }),
    );
    expect(text).toContain('"sessions-0002-002"');
    expect(warnings).toEqual([]);
  });

  test('an imported one that is not told is warned of', () => {
    const { warnings } = watched((stack) =>
      elasticache.CfnReplicationGroup.fromReplicationGroupId(stack, 'Cache', 'sessions'),
    );
    expect(warnings).toEqual(['evenkeel:cacheNodesUnknown']);
  });

  test('our own secondary of two shards, whose template says nothing of them, is watched whole', () => {
    const { nodes } = watched((stack) => {
      const vpc = isolatedVpc(stack);
      return new ValkeyCache(stack, 'Cache', {
        vpc,
        encryptionKey: testKey(stack),
        shards: 2,
        globalDatastore: GlobalDatastoreMember.secondary('shop', 'eu-central-1'),
      });
    });
    expect(nodes).toEqual(['0001-001', '0001-002', '0002-001', '0002-002']);
  });
});

test('alarms on health checks that somebody has', () => {
  const stack = testStack(testApp(), 'Test', 'us-east-1');
  const config = { type: 'HTTPS', fullyQualifiedDomainName: 'eu.example.com' };
  new HealthCheckAlarms(stack, 'Alarms', {
    alerts: plainAlerts(stack),
    routing: {
      domainName: 'shop.example.com',
      healthChecks: new Map<string, route53.IHealthCheckRef>([
        ['eu-west-1', new route53.CfnHealthCheck(stack, 'L1', { healthCheckConfig: config })],
        [
          'eu-central-1',
          new route53.HealthCheck(stack, 'L2', {
            type: route53.HealthCheckType.HTTPS,
            fqdn: 'eu2.example.com',
          }),
        ],
      ]),
    },
  });
  const ids = alarmsOf(Template.fromStack(stack)).map(({ properties }) =>
    JSON.stringify(properties.Dimensions ?? properties.Metrics),
  );
  expect(ids).toEqual([expect.stringContaining('"L1"'), expect.stringMatching(/"L2\w/)]);
});
