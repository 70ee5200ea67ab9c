import { Token } from 'aws-cdk-lib/core';

/** Whether a number counts things, and is known already. */
export function isCount(value: number): boolean {
  return !Token.isUnresolved(value) && Number.isInteger(value) && value >= 0;
}

/** A number for a message; that of a token would mean nothing to a reader. */
export function shown(value: number): string {
  return Token.isUnresolved(value) ? 'a token' : String(value);
}
