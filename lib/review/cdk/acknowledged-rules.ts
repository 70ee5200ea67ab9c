import type { JsonObject, ResourceGraph } from '../../assembly/index.ts';
import type { Acknowledgement } from '../rule.ts';

/** The name in front of rule IDs in acknowledgements: `evenkeel::HA-ASG-1`. */
export const PLUGIN_NAME = 'evenkeel';

/** The type under which CDK records `Validations.of(construct).acknowledge(…)`. */
const METADATA_TYPE = 'aws:cdk:acknowledged-rules';

/**
 * What a CDK app acknowledged on the constructs of its stacks, as its cloud assembly records it.
 *
 * CDK knows no expiry: `(until 2027-01-31)` anywhere in a reason is one.
 */
export function acknowledgedInStacks(graph: ResourceGraph): readonly Acknowledgement[] {
  // Nested stacks share the record of the stack around them.
  const stacks = graph.stacks.filter(({ parent }) => parent === undefined);
  return stacks.flatMap((stack) =>
    Object.entries(stack.constructMetadata()).flatMap(([path, entries]) =>
      (Array.isArray(entries) ? entries : []).flatMap((entry) =>
        toAcknowledgements(path.replace(/^\//, ''), entry),
      ),
    ),
  );
}

/** The acknowledgements in one entry of a construct's metadata. */
export function toAcknowledgements(path: string, entry: unknown): readonly Acknowledgement[] {
  const { type, data } = (entry ?? {}) as { readonly type?: unknown; readonly data?: unknown };
  if (type !== METADATA_TYPE || typeof data !== 'object' || data === null) return [];
  return Object.entries(data as JsonObject).flatMap(([id, text]) => {
    const [name, rule] = id.split('::');
    if (name !== PLUGIN_NAME || rule === undefined) return [];
    const reason = String(text);
    const expires = /\(until (\d{4}-\d\d-\d\d)\)/.exec(reason)?.[1];
    return { rule, resource: path, reason, ...(expires && { expires }), source: 'cdk' };
  });
}
