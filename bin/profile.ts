import type { HighAvailabilityChecksProps } from '../lib/review/index.ts';
import { withDeclaration } from '../lib/review/profile.ts';
import { declarationOf } from '../lib/stacks/declaration.ts';
import type { Plan } from '../lib/strategies/index.ts';

/** What the templates are held against: what was declared and what the plan promises. */
export function profileOf(plan: Plan): HighAvailabilityChecksProps {
  return withDeclaration({}, declarationOf(plan));
}
