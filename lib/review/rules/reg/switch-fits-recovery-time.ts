import {
  asList,
  asNumber,
  asString,
  type PathSegment,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

type Path = readonly PathSegment[];

/**
 * Not judged: what the steps of a child plan take, and how long a step takes that works, which is
 * asked of `evenkeel predict`. A timeout is how long a plan waits before it pauses for a person.
 */
export const rule: ResourceRule = {
  id: 'HA-REG-16',
  consequence: 'a switch that hangs is noticed after the recovery time objective',
  title: 'The steps of a Region switch plan end, or are given up, within the recovery time',
  rationale:
    'A step that hangs is waited for until its timeout: timeouts that add up to more than the objective use it up before a person is asked.',
  severity: 'warning',
  fix: 'Lower the timeouts of the steps, or run those that do not need each other in parallel.',
  wellArchitected: ['REL13-BP01'],
  controls: 'testing',
  docs: [
    'https://docs.aws.amazon.com/r53recovery/latest/dg/components-rs.html',
    'https://docs.aws.amazon.com/r53recovery/latest/dg/working-with-rs-execution-blocks.html',
  ],
  appliesTo: ['AWS::ARCRegionSwitch::Plan'],
  check(plan, { graph, profile }) {
    const { rtoSeconds } = profile.objectives;
    if (rtoSeconds === undefined) return undefined;
    return recoveriesOf(graph, plan).map((path): Verdict => {
      const steps = stepsAt(graph, plan, path);
      const details = { property: path };
      if (steps === undefined) return unknown('the steps or a timeout are not known', details);
      const minutes = steps.reduce((sum, step) => sum + step, 0);
      const message = `the steps may take ${steps.join(' + ')} minutes one after the other, expected at most ${rtoSeconds / 60}`;
      return minutes * 60 <= rtoSeconds ? pass(message, details) : fail(message, details);
    });
  },
};

/** The workflows that bring a service back: with two active Regions, the one that takes one out. */
function recoveriesOf(graph: ResourceGraph, plan: ResourceNode): readonly Path[] {
  const approach = asString(graph.get(plan, 'RecoveryApproach'));
  const isActive = approach.state === 'known' && approach.value === 'activeActive';
  const wanted = isActive ? 'deactivate' : 'activate';
  return indexes(graph, plan, ['Workflows']).flatMap((i) => {
    const action = asString(graph.get(plan, 'Workflows', i, 'WorkflowTargetAction'));
    const isOther = action.state === 'known' && action.value !== wanted;
    return isOther ? [] : [['Workflows', i, 'Steps']];
  });
}

/** How long each step may take, in minutes; of parallel ones, the longest. Undefined: not known. */
function stepsAt(
  graph: ResourceGraph,
  plan: ResourceNode,
  path: Path,
): readonly number[] | undefined {
  if (asList(graph.get(plan, ...path)).state !== 'known') return undefined;
  const steps = indexes(graph, plan, path).map((i) => minutesOf(graph, plan, [...path, i]));
  const known = steps.filter((minutes) => minutes !== undefined);
  return known.length === steps.length ? known : undefined;
}

function minutesOf(graph: ResourceGraph, plan: ResourceNode, step: Path): number | undefined {
  const blocks = graph.get(plan, ...step, 'ExecutionBlockConfiguration');
  const [kind] = blocks.kind === 'mapping' ? blocks.entries.keys() : [];
  if (kind === undefined) return undefined;
  const block = [...step, 'ExecutionBlockConfiguration', kind];
  if (kind === 'ParallelConfig') {
    const inner = stepsAt(graph, plan, [...block, 'Steps']);
    return inner && Math.max(0, ...inner);
  }
  const minutes = asNumber(graph.get(plan, ...block, 'TimeoutMinutes'));
  return minutes.state === 'known' ? minutes.value : undefined;
}

function indexes(graph: ResourceGraph, plan: ResourceNode, path: Path): readonly number[] {
  const list = asList(graph.get(plan, ...path));
  return list.state === 'known' ? list.value.map((_, i) => i) : [];
}
