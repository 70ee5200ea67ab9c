import { Token } from 'aws-cdk-lib/core';

/**
 * What the CDK puts in place of a value that the CLI has still to look up: a parameter, or a zone.
 *
 * The CLI looks up what an app asked for once the app has run to its end, and runs it again. An app
 * that throws over a stand-in never gets there.
 * https://docs.aws.amazon.com/cdk/v2/guide/context.html
 */
const STAND_INS = [/^dummy-value-for-/, /^dummy\d[a-z]$/];

/**
 * Whether a value is not known while the app runs, so that nothing can be said against it: a token,
 * an element of a list that is one, or the stand-in of a look-up.
 */
export function isUnknown(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  return typeof value === 'string' && (Token.isUnresolved([value]) || isStandIn(value));
}

/** Whether a value stands in for one that the CLI has still to look up. */
export function isStandIn(value: string): boolean {
  return STAND_INS.some((standIn) => standIn.test(value));
}

/** The value, or, until the CLI has looked it up, another that what checks it accepts. */
export function meanwhile(value: string, accepted: string): string {
  return isStandIn(value) ? accepted : value;
}

/**
 * How many different values a list can have at most: without end where it is a token, which the CDK
 * shows as a list of one, and each that is unknown counts as another.
 */
export function mostOf(list: readonly string[]): number {
  if (Token.isUnresolved(list)) return Number.POSITIVE_INFINITY;
  const unknown = list.filter(isUnknown);
  return new Set(list.filter((value) => !isUnknown(value))).size + unknown.length;
}
