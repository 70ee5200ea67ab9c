import { asList, asNumber, asString, type ResourceNode } from '../assembly/index.ts';
import { byFact } from './figures.ts';
import type { Context } from './part.ts';
import type { Bar, Evidence } from './prediction.ts';
import { span } from './spans.ts';

/** A Region switch plan: what it does when a Region is activated, in which order. */
export interface Plan {
  readonly node: ResourceNode;
  readonly regions: readonly string[];
  /**
   * What it does when a Region is lost: where both serve, it takes the lost one out, else the other
   * one in.
   */
  failover(from: string, to: string): Steps;
  /** What it does when a Region is taken in again, with both there: databases are switched over. */
  failback(region: string): Steps;
}

/** One after the other; those of one group at the same time. */
type Steps = readonly (readonly Step[])[];

type How = 'graceful' | 'ungraceful';
type Action = 'activate' | 'deactivate';

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
      failover: (from, to) => {
        const approach = asString(graph.get(node, 'RecoveryApproach'));
        const isShared = approach.state === 'known' && approach.value === 'activeActive';
        const out = isShared ? workflow(context, node, 'deactivate', from, 'ungraceful') : [];
        return out.length > 0 ? out : workflow(context, node, 'activate', to, 'ungraceful');
      },
      failback: (region) => workflow(context, node, 'activate', region, 'graceful'),
    };
  });
}

/** The plan that moves a service from one Region to the other, and back. */
export function planBetween(plans: readonly Plan[], one: string, other: string): Plan | undefined {
  return plans.find(({ regions }) => regions.includes(one) && regions.includes(other));
}

/** By the workflow of the Region, or by one that is there for all of them. */
function workflow(
  context: Context,
  node: ResourceNode,
  action: Action,
  region: string,
  how: How,
): Steps {
  const count = lengthOf(context, node, ['Workflows']);
  for (let i = 0; i < count; i++) {
    const is = (property: string, value: string) => {
      const read = asString(context.graph.get(node, 'Workflows', i, property));
      return read.state !== 'known' || read.value === value;
    };
    if (is('WorkflowTargetAction', action) && is('WorkflowTargetRegion', region))
      return stepsAt(context, node, ['Workflows', i, 'Steps'], how);
  }
  return [];
}

function stepsAt(context: Context, node: ResourceNode, path: Path, how: How): Steps {
  return Array.from({ length: lengthOf(context, node, path) }, (_, i) => {
    const at = [...path, i];
    const parallel = [...at, 'ExecutionBlockConfiguration', 'ParallelConfig', 'Steps'];
    const several = lengthOf(context, node, parallel);
    if (several > 0) return stepsAt(context, node, parallel, how).flat();
    return [stepOf(context, node, at, how)];
  });
}

function lengthOf({ graph }: Context, node: ResourceNode, path: Path): number {
  const list = asList(graph.get(node, ...path));
  return list.state === 'known' ? list.value.length : 0;
}

interface Block {
  readonly does: Step['does'];
  readonly fact: string;
  /** What it takes where both Regions are there, if that is something else. */
  readonly graceful?: string;
}

const BLOCKS: Readonly<Record<string, Block>> = {
  AuroraGlobalDatabase: {
    does: 'promotes',
    fact: 'aurora.globalFailover',
    graceful: 'aurora.switchover',
  },
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
function stepOf(context: Context, node: ResourceNode, at: Path, how: How): Step {
  const { graph, figures } = context;
  const type = asString(graph.get(node, ...at, 'ExecutionBlockType'));
  const name = asString(graph.get(node, ...at, 'Name'));
  const block = BLOCKS[type.state === 'known' ? type.value : ''];
  const does = block?.does ?? 'something else';
  const fact = how === 'graceful' ? (block?.graceful ?? block?.fact) : block?.fact;
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
