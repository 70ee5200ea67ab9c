import { asNumber, type ResourceNode, zonesOfSubnets } from '../../assembly/index.ts';
import {
  AUTO_SCALING_GROUP,
  isDaemon,
  leastTasksOf,
  minimumOfGroup,
  QUEUE,
  queuesReceivedBy,
  zonesOfGroup,
} from '../../aws/index.ts';
import type { Fault } from '../effects.ts';
import { byAssumption, byFact } from '../figures.ts';
import {
  type Context,
  type Impact,
  type PartOfKind,
  type Units,
  unknownZones,
  untouched,
  type Zone,
} from '../part.ts';
import type { Bar, Capacity, Evidence, PathName, Reason } from '../prediction.ts';
import { sum, ZERO } from '../spans.ts';
import { knownZones } from '../zones.ts';
import { numberOf, targetDetection } from './detection.ts';

const SERVICE = 'AWS::ECS::Service';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

/** Groups and services that answer requests or take messages from a queue. */
export const types = [AUTO_SCALING_GROUP, SERVICE];

export function partOf(context: Context, node: ResourceNode): PartOfKind | undefined {
  const { graph } = context;
  if (node.type === SERVICE && isDaemon(graph, node)) return undefined;
  const targets = graph
    .references(node)
    .flatMap(({ to }) => (to.type === TARGET_GROUP ? [to] : []));
  const queues = queuesReceivedBy(graph, node);
  const isClassic = graph.get(node, 'LoadBalancerNames').kind !== 'absent';
  const paths: readonly PathName[] =
    targets.length > 0 || isClassic ? ['reads', 'writes'] : queues.length > 0 ? ['async'] : [];
  const size = paths.length > 0 ? sizeOf(context, node) : undefined;
  if (size === undefined) return undefined;
  const region = context.regionOf(node);
  const zones = zonesOf(context, node);
  const units = unitsOf(context, node, size, zones?.length);
  const [target] = targets;
  const detect =
    target === undefined ? waiting(context, queues[0]) : targetDetection(context, target);
  const name = context.nameOf(node);
  return {
    tier: 'compute',
    service: node.type === SERVICE ? 'ecs' : 'ec2',
    paths,
    zones,
    units,
    impact(fault, path, at) {
      if (at !== region || !paths.includes(path)) return undefined;
      const lost = lostUnits(fault, name, units, zones, region);
      if (lost === undefined)
        return unknownZones(name, [context.evidence(node, ...placementOf(node))]);
      if (lost === 0) return untouched({ left: units.minimum, need: units.need, unit: units.unit });
      const evidence = [context.evidence(node, ...size.path), ...needEvidence(name)];
      return lossOf(context, { node, region, units, lost, detect, evidence, fault });
    },
  };
}

interface Size {
  readonly minimum: number;
  readonly maximum: number;
  readonly path: readonly (string | number)[];
}

function sizeOf(context: Context, node: ResourceNode): Size | undefined {
  const { graph } = context;
  if (node.type === AUTO_SCALING_GROUP) {
    const read = minimumOfGroup(graph, node);
    if (read.state === 'unknown') return undefined;
    const minimum = read.state === 'known' ? read.value : 0;
    return { minimum, maximum: numberOf(context, node, minimum, 'MaxSize'), path: ['MinSize'] };
  }
  const { read, property, scaling } = leastTasksOf(graph, node);
  if (read.state === 'unknown') return undefined;
  const minimum = read.state === 'known' ? read.value : 1;
  const most = scaling && asNumber(graph.get(scaling, 'MaxCapacity'));
  return { minimum, maximum: most?.state === 'known' ? most.value : minimum, path: property };
}

function zonesOf(context: Context, node: ResourceNode): readonly Zone[] | undefined {
  const { graph } = context;
  const count =
    node.type === AUTO_SCALING_GROUP
      ? zonesOfGroup(graph, node).zones
      : zonesOfSubnets(graph, graph.get(node, ...placementOf(node)));
  return knownZones(count, context.regionOf(node));
}

/**
 * What the peak asks for, where nobody says it: what is left without the fullest zone, which is what
 * a group that survives the loss of a zone was made for. Zones that nobody knows count as two.
 */
function unitsOf(context: Context, node: ResourceNode, size: Size, zones = 2): Units {
  const { minimum, maximum } = size;
  const least = minimum - Math.ceil(minimum / zones);
  const need = context.figures.assume(
    `need.${context.nameOf(node)}`,
    {
      value: minimum === 0 ? 0 : Math.max(1, least),
      range: [0, minimum],
      unit: node.type === SERVICE ? 'tasks' : 'instances',
      reason: 'its minimum less what its fullest zone holds',
    },
    context.namesOf(node).map((name) => `need.${name}`),
  );
  return { minimum, maximum, need: Number(need.value), unit: need.unit };
}

function needEvidence(name: string): readonly Evidence[] {
  return [byAssumption(`need.${name}`)];
}

/** How many are gone, the fullest zones first; undefined where that is not known. */
function lostUnits(
  fault: Fault,
  name: string,
  { minimum }: Units,
  zones: readonly Zone[] | undefined,
  region: string,
): number | undefined {
  const gone = fault.parts.get(name);
  if (gone?.has('consumers-lost') || fault.regions.has(region)) return minimum;
  const single = gone?.has('instance-lost') ? 1 : 0;
  if (zones === undefined) return fault.mayHit(region) ? undefined : Math.min(minimum, single);
  const hit = zones.filter(({ id }) => fault.zones.has(id)).length;
  const inZones = fullest(minimum, zones.length, hit);
  return Math.min(minimum, inZones + single);
}

/** How many a number of zones hold together at most, where a group is balanced over its zones. */
export function fullest(units: number, zones: number, hit: number): number {
  const base = Math.floor(units / Math.max(1, zones));
  return hit * base + Math.min(hit, units - base * zones);
}

interface Loss {
  readonly node: ResourceNode;
  readonly region: string;
  readonly units: Units;
  readonly lost: number;
  readonly detect: Bar;
  readonly evidence: readonly Evidence[];
  readonly fault: Fault;
}

function lossOf(
  context: Context,
  { node, region, units, lost, detect, evidence, fault }: Loss,
): Impact {
  const { minimum, need, unit } = units;
  const left = minimum - lost;
  const capacity: Capacity = { left, need, unit };
  const name = context.nameOf(node);
  const reason: Reason = {
    text: `${left} of ${minimum} ${unit} of ${name} are left, the peak needs ${need}`,
    evidence,
  };
  const canLaunch = !fault.hasEffect('launches', region);
  const warm = canLaunch ? [launch(context, node)] : [];
  if (left > 0) {
    return {
      comesBack: 'self',
      share: lost / minimum,
      bars: [detect],
      beside: warm,
      capacity,
      rpo: ZERO,
      because: [reason],
    };
  }
  const isReplaced = canLaunch && units.maximum > 0 && hasZoneLeft(context, node, fault);
  return {
    comesBack: isReplaced ? 'self' : 'never',
    share: 1,
    bars: isReplaced ? [detect, ...warm] : [],
    capacity,
    rpo: ZERO,
    because: [reason],
  };
}

function hasZoneLeft(context: Context, node: ResourceNode, fault: Fault): boolean {
  const zones = zonesOf(context, node);
  return zones === undefined || zones.some(({ id }) => !fault.zones.has(id));
}

/** Replacements are launched, and start. */
export function launch(context: Context, node: ResourceNode): Bar {
  const { figures } = context;
  const isTask = node.type === SERVICE;
  const launches = figures.fact(isTask ? 'ecs.taskStart' : 'ec2.launch');
  const warmup = numberOf(context, node, Number.NaN, 'DefaultInstanceWarmup');
  const isDeclared = !Number.isNaN(warmup);
  const starts = isDeclared
    ? { shortest: warmup / 2, typical: warmup, longest: warmup }
    : figures.time('startMinutes');
  return {
    phase: 'warm',
    title: isTask ? 'Tasks are started in their place' : 'Instances are launched in their place',
    ...sum([launches, starts]),
    evidence: [
      byFact(isTask ? 'ecs.taskStart' : 'ec2.launch'),
      isDeclared ? context.evidence(node, 'DefaultInstanceWarmup') : byAssumption('startMinutes'),
    ],
  };
}

/** A message that a lost worker had taken is given out again when its visibility timeout is over. */
function waiting(context: Context, queue: ResourceNode | undefined): Bar {
  const timeout = queue?.type === QUEUE ? numberOf(context, queue, 30, 'VisibilityTimeout') : 30;
  return {
    phase: 'drain',
    title: 'Messages that lost workers had taken return to the queue',
    shortest: 0,
    typical: timeout / 2,
    longest: timeout,
    evidence: queue === undefined ? [] : [context.evidence(queue, 'VisibilityTimeout')],
  };
}

function placementOf({ type }: ResourceNode): readonly string[] {
  return type === SERVICE
    ? ['NetworkConfiguration', 'AwsvpcConfiguration', 'Subnets']
    : ['VPCZoneIdentifier'];
}
