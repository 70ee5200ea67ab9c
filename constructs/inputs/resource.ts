import { Stack } from 'aws-cdk-lib/core';
import type { ResourceEnvironment } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';

/**
 * The resource of a type that a construct stands for: the construct itself, if it is an L1, or the
 * child that an L2, or a construct around one, names as its default.
 *
 * @param is tells the type, as `CfnQueue.isCfnQueue` does
 * @returns undefined for what is imported, of which no template of this app says anything
 */
export function resourceBehind<Resource>(
  construct: IConstruct,
  is: (candidate: unknown) => candidate is Resource,
): Resource | undefined {
  let candidate: IConstruct | undefined = construct;
  while (candidate !== undefined && !is(candidate)) candidate = candidate.node.defaultChild;
  return candidate;
}

/** The environment of a construct of ours, which is that of its stack. */
export function environmentOf(construct: IConstruct): ResourceEnvironment {
  const { account, region } = Stack.of(construct);
  return { account, region };
}
