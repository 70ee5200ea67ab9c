import { pollersOf, QUEUE, queuesReceivedBy } from '../../aws/index.ts';
import { whole } from '../effects.ts';
import type { Part } from '../part.ts';
import type { World } from '../world.ts';
import type { ScenarioKind } from './scenario.ts';

export const scenario: ScenarioKind = {
  name: 'consumers-loss',
  places: (world) =>
    world.parts
      .filter((part) => part.node.type === QUEUE && consumers(world, part).length > 0)
      .map(({ name }) => name),
  title: (queue) => `nobody takes messages of ${queue}`,
  effects: (queue, world) =>
    world.parts
      .filter(({ name }) => name === queue)
      .flatMap((part) => consumers(world, part))
      .map(({ name }) => whole('consumers-lost', { target: name })),
};

function consumers({ context, parts }: World, { node }: Part): readonly Part[] {
  const { graph } = context;
  const polled = pollersOf(graph, node).flatMap((mapping) =>
    graph.references(mapping).map(({ to }) => to),
  );
  return parts.filter(
    (part) =>
      part.paths.includes('async') &&
      part.tier === 'compute' &&
      (polled.includes(part.node) || queuesReceivedBy(graph, part.node).includes(node)),
  );
}
