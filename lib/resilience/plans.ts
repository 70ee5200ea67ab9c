import { asList, asNumber, asString, type ResourceNode } from '../assembly/index.ts';
import { byFact } from './figures.ts';
import type { Context } from './part.ts';
import type { Bar, Evidence } from './prediction.ts';
import { span } from './spans.ts';

/** A Region switch plan: what it does when a Region is activated, in which order. */
export interface Plan {
  readonly node: ResourceNode;
  readonly regions: readonly string[];
  /** One after the other; those of one group at the same time. */
  readonly steps: readonly (readonly Step[])[];
}

export interface Step {
  readonly does: 'promotes' | 'moves traffic' | 'scales' | 'something else';
  readonly bar: Bar;
}

type Path = readonly (string | number)[];

export function plansOf(context: Context): readonly Plan[] {
  const { graph } = context;
  return graph.resourcesOf('AWS::ARCRegionSwitch::Plan').map((node) => {
    const regions = asList(graph.get(node, 'Regions'));
    const named =
      regions.state === 'known'
        ? regions.value.map((_, i) => asString(graph.get(node, 'Regions', i)))
        : [];
    return {
      node,
      regions: named.flatMap((one) => (one.state === 'known' ? [one.value] : [])),
      steps: activation(context, node),
    };
  });
}

function activation(context: Context, node: ResourceNode): readonly (readonly Step[])[] {
  const count = lengthOf(context, node, ['Workflows']);
  for (let i = 0; i < count; i++) {
    const action = asString(context.graph.get(node, 'Workflows', i, 'WorkflowTargetAction'));
    if (action.state === 'known' && action.value === 'deactivate') continue;
    return stepsAt(context, node, ['Workflows', i, 'Steps']);
  }
  return [];
}

function stepsAt(context: Context, node: ResourceNode, path: Path): readonly (readonly Step[])[] {
  return Array.from({ length: lengthOf(context, node, path) }, (_, i) => {
    const at = [...path, i];
    const parallel = [...at, 'ExecutionBlockConfiguration', 'ParallelConfig', 'Steps'];
    const several = lengthOf(context, node, parallel);
    return several > 0 ? stepsAt(context, node, parallel).flat() : [stepOf(context, node, at)];
  });
}

function lengthOf({ graph }: Context, node: ResourceNode, path: Path): number {
  const list = asList(graph.get(node, ...path));
  return list.state === 'known' ? list.value.length : 0;
}

const KINDS: Readonly<Record<string, { readonly does: Step['does']; readonly fact?: string }>> = {
  AuroraGlobalDatabase: { does: 'promotes', fact: 'aurora.globalFailover' },
  Route53HealthCheck: { does: 'moves traffic', fact: 'arc.routing' },
  ARCRoutingControl: { does: 'moves traffic', fact: 'arc.routing' },
  EC2AutoScaling: { does: 'scales', fact: 'ec2.launch' },
  ECSServiceScaling: { does: 'scales', fact: 'ecs.taskStart' },
  EKSResourceScaling: { does: 'scales', fact: 'ecs.taskStart' },
};

/**
 * A step takes what it does takes. Its timeout is not that: it bounds when an execution pauses, so
 * that it is the longest that a step which works takes; one that is too short adds a person.
 */
function stepOf(context: Context, node: ResourceNode, at: Path): Step {
  const { graph, figures } = context;
  const type = asString(graph.get(node, ...at, 'ExecutionBlockType'));
  const name = asString(graph.get(node, ...at, 'Name'));
  const { does, fact } = KINDS[type.state === 'known' ? type.value : ''] ?? {
    does: 'something else' as const,
  };
  const timeout = timeoutOf(context, node, at);
  const seconds = timeout && timeout.minutes * 60;
  const works =
    fact === undefined
      ? span(0, (seconds ?? 300) / 2, seconds ?? 600)
      : scaledStart(context, does, fact);
  const person = figures.time('decisionMinutes');
  const bar: Bar = {
    phase: does === 'scales' ? 'warm' : 'switch',
    title: `The plan’s step ${name.state === 'known' ? name.value : 'without a name'}`,
    ...(seconds === undefined
      ? works
      : span(
          Math.min(works.shortest, seconds),
          works.typical <= seconds ? works.typical : seconds + person.typical,
          works.longest <= seconds ? seconds : seconds + person.longest,
        )),
    evidence: [
      ...(timeout ? [timeout.evidence] : [context.evidence(node, ...at)]),
      ...(fact ? [byFact(fact)] : []),
    ],
  };
  return { does, bar };
}

function scaledStart({ figures }: Context, does: Step['does'], fact: string) {
  const works = figures.fact(fact);
  if (does !== 'scales') return works;
  const starts = figures.time('startMinutes');
  return span(
    works.shortest + starts.shortest,
    works.typical + starts.typical,
    works.longest + starts.longest,
  );
}

function timeoutOf(
  context: Context,
  node: ResourceNode,
  at: Path,
): { readonly minutes: number; readonly evidence: Evidence } | undefined {
  const { graph } = context;
  const blocks = graph.get(node, ...at, 'ExecutionBlockConfiguration');
  const keys = blocks.kind === 'mapping' ? [...blocks.entries.keys()] : [];
  for (const key of keys) {
    for (const property of ['TimeoutMinutes', 'TimeoutInMinutes']) {
      const path = [...at, 'ExecutionBlockConfiguration', key, property];
      const minutes = asNumber(graph.get(node, ...path));
      if (minutes.state === 'known')
        return { minutes: minutes.value, evidence: context.evidence(node, ...path) };
    }
  }
  return undefined;
}
