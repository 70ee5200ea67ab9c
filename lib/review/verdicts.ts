import type { PathSegment, Read, ResourceNode } from '../assembly/index.ts';
import type { Evidence, Verdict } from './rule.ts';

/** Where a verdict is, what it rests on, and how much it matters. */
export type Details = Pick<Verdict, 'property' | 'evidence' | 'severity'>;

/** The resource is as the rule wants it. */
export function pass(message: string, details?: Details): Verdict {
  return { status: 'pass', message, ...details };
}

/** It is not: say what it is, with its value, and what it should be. */
export function fail(message: string, details?: Details): Verdict {
  return { status: 'fail', message, ...details };
}

/** It cannot be told from the templates: say what is not known. */
export function unknown(message: string, details?: Details): Verdict {
  return { status: 'unknown', message, ...details };
}

/** `MinSize`, `LoadBalancerAttributes.0.Value`: a property's path for people. */
function propertyName(path: readonly PathSegment[]): string {
  return path.join('.');
}

export interface Expectation<T> {
  /** The property that was read. */
  readonly property: readonly PathSegment[];
  /** What CloudFormation or the service takes if the property is absent; undefined: nothing. */
  readonly absent: T | undefined;
  readonly holds: (value: T) => boolean;
  /** What it should be, for the message: `at least 7`. */
  readonly expected: string;
  readonly evidence?: readonly Evidence[];
}

/** Judges one value: the commonest rule of all. */
export function judge<T>(read: Read<T>, expectation: Expectation<T>): Verdict {
  const { property, absent, holds, expected, evidence = [] } = expectation;
  const name = propertyName(property);
  const details = { property, evidence };
  if (read.state === 'unknown') return unknown(`${name} is not known: ${read.reason}`, details);
  const value = read.state === 'known' ? read.value : absent;
  const isGood = value !== undefined && holds(value);
  const found =
    read.state === 'known'
      ? `${name} is ${show(read.value)}`
      : `${name} is absent${absent === undefined ? '' : `, which means ${show(absent)}`}`;
  return isGood ? pass(found, details) : fail(`${found}, expected ${expected}`, details);
}

function show(value: unknown): string {
  return value === '' ? "''" : String(value);
}

/** A number that is known within bounds, as a count of Availability Zones is. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Judges a count: it fails only if it is too small at best, and passes only if enough at worst. */
export function judgeCount(
  { min, max }: Bounds,
  floor: number,
  what: string,
  details?: Details,
): Verdict {
  if (min >= floor) return pass(`${what}: ${min}, at least ${floor} expected`, details);
  if (max < floor) return fail(`${what}: ${max}, at least ${floor} expected`, details);
  const range = max === Number.POSITIVE_INFINITY ? `${min} or more` : `between ${min} and ${max}`;
  return unknown(`${what}: ${range}, at least ${floor} expected`, details);
}

/** Evidence that says the same of several resources, or something of each. */
export function evidenceOf(
  resources: readonly ResourceNode[],
  note: string | ((resource: ResourceNode) => string),
): readonly Evidence[] {
  return resources.map((resource) => ({
    resource,
    note: typeof note === 'string' ? note : note(resource),
  }));
}

/** The resources' logical IDs for a message, as far as people read: `A, B, C and 237 more`. */
export function listed(resources: readonly ResourceNode[]): string {
  const names = resources.slice(0, MAX_LISTED).map(({ logicalId }) => logicalId);
  const more = resources.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

const MAX_LISTED = 3;
