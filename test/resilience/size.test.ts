import { expect, test } from 'vitest';
import { graphOf, parseDocument, type ResourceGraph } from '../../lib/assembly/index.ts';
import { alternativesOf } from '../../lib/resilience/alternatives.ts';
import { predict } from '../../lib/resilience/index.ts';
import { cpuMilliseconds } from '../support/cpu.ts';
import { aurora, balancer, group, network, references } from './support/parts.ts';

/** Services side by side, each in a stack of its own, with parts that may be lost one by one. */
function servicesOf(count: number): ResourceGraph {
  const text = `${network() + balancer() + group(6) + aurora(['eu-west-1a', 'eu-west-1b'])}
CacheSubnets: { Type: AWS::ElastiCache::SubnetGroup, Properties: { SubnetIds: ${references()} } }
Cache:
  Type: AWS::ElastiCache::ReplicationGroup
  Properties: { CacheSubnetGroupName: !Ref CacheSubnets, NumCacheClusters: 1 }
`;
  const Resources = parseDocument(text, 'service').value?.value as object;
  return graphOf(
    ...Array.from({ length: count }, (_, i) => ({
      name: `Stack${i}`,
      region: 'eu-west-1',
      template: { Resources },
    })),
  );
}

/** What all that a prediction shows takes of the processor, at the least of some times. */
function taken(graph: ResourceGraph): number {
  const times = Array.from({ length: 3 }, () => {
    const start = cpuMilliseconds();
    alternativesOf(graph, predict(graph));
    return cpuMilliseconds() - start;
  });
  return Math.min(...times);
}

test('a prediction does not grow with the square of the size', () => {
  taken(servicesOf(10));
  const [small, large] = [servicesOf(15), servicesOf(60)].map(taken) as [number, number];
  expect(large / small).toBeLessThan(4 ** 2);
});
