import { own } from '../json.ts';
import type { TemplateStack } from '../model.ts';
import { ABSENT, literal, type Resolved, unknown } from './values.ts';

/**
 * Pseudo parameters by the environment of the stack; undefined if the name is none.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export function pseudoParameter(stack: TemplateStack, name: string): Resolved | undefined {
  const known = (value: string | undefined): Resolved => {
    if (value !== undefined) return literal(value);
    const reason = `${name} of ${stack.id} is known at deployment only`;
    return { ...unknown('environment', reason), subject: name, stack: stack.id };
  };
  switch (name) {
    case 'AWS::Region':
      return known(stack.region);
    case 'AWS::AccountId':
      return known(stack.account);
    case 'AWS::StackName':
      return known(stack.name);
    case 'AWS::Partition':
      return known(stack.region && partitionOf(stack.region).name);
    case 'AWS::URLSuffix':
      return known(stack.region && partitionOf(stack.region).suffix);
    case 'AWS::StackId':
    case 'AWS::NotificationARNs':
      return known(undefined);
    case 'AWS::NoValue':
      return ABSENT;
    default:
      return undefined;
  }
}

/** https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
function partitionOf(region: string): { name: string; suffix: string } {
  if (region.startsWith('cn-')) return { name: 'aws-cn', suffix: 'amazonaws.com.cn' };
  if (region.startsWith('us-gov-')) return { name: 'aws-us-gov', suffix: 'amazonaws.com' };
  if (region.startsWith('eusc-')) return { name: 'aws-eusc', suffix: 'amazonaws.eu' };
  if (region.startsWith('us-isob-')) return { name: 'aws-iso-b', suffix: 'sc2s.sgov.gov' };
  if (region.startsWith('us-iso-')) return { name: 'aws-iso', suffix: 'c2s.ic.gov' };
  return { name: 'aws', suffix: 'amazonaws.com' };
}

/** Whether two Regions or accounts may be the same: an unknown one may be any. */
export function mayBeSame(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** Narrows candidates to the one in a given environment; ambiguity stays unresolved. */
export function pickByEnvironment<T>(
  candidates: readonly T[],
  stackOf: (candidate: T) => TemplateStack,
  wanted: { region: string | undefined; account: string | undefined; assembly: string },
): T | undefined {
  const score = (candidate: T) => {
    const stack = stackOf(candidate);
    if (!mayBeSame(stack.region, wanted.region) || !mayBeSame(stack.account, wanted.account)) {
      return -1;
    }
    return (
      Number(stack.region === wanted.region) * 4 +
      Number(stack.account === wanted.account) * 2 +
      Number(stack.assembly === wanted.assembly)
    );
  };
  let best: T | undefined;
  let bestScore = -1;
  let tied = false;
  for (const candidate of candidates) {
    const value = score(candidate);
    if (value < 0 || value < bestScore) continue;
    tied = value === bestScore;
    best = candidate;
    bestScore = value;
  }
  return tied ? undefined : best;
}

/** The value that the assembly or a parent stack's deployment gives to a parameter. */
export function givenParameter(stack: TemplateStack, name: string): string | undefined {
  const value = own(stack.parameterValues, name);
  return typeof value === 'string' ? value : undefined;
}

/**
 * Whether a text can be the name of a Region: new ones come, so that there is no list of them, but
 * all end in a direction and a number: `eu-west-1`, `us-gov-east-1`, `eusc-de-east-1`.
 *
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
export function isRegion(text: string): boolean {
  return /^[a-z]{2,4}(?:-[a-z]+)?-(?:central|(?:north|south)?(?:east|west)|north|south)-\d+$/.test(
    text,
  );
}
