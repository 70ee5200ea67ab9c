import type { SynthesizedStack } from '../../../support/templates.ts';
import type { Change, Mutation } from './mutation.ts';

/** The stacks with one property broken, and the places that were; none if they do not have it. */
export function mutate(
  stacks: readonly SynthesizedStack[],
  { at, change }: Pick<Mutation, 'at' | 'change'>,
): { readonly stacks: readonly SynthesizedStack[]; readonly broken: readonly string[] } {
  const broken: string[] = [];
  const isWanted = placeMatcher(at);
  const mutated = stacks.flatMap((stack) => {
    if (!at.includes('/')) return isWanted(stackName(stack)) ? onStack(stack) : stack;
    const Resources: Record<string, unknown> = { ...stack.template.Resources };
    const places = Object.entries(stack.template.Resources).flatMap(([id, resource]) => {
      const place = placeOf(stack.name, id);
      const after = isWanted(place) ? changed(resource, change) : MISSING;
      if (after === MISSING) return [];
      if (after === REMOVED) Reflect.deleteProperty(Resources, id);
      else Resources[id] = after;
      return [place];
    });
    broken.push(...places);
    return places.length === 0 ? stack : { ...stack, template: { ...stack.template, Resources } };
  });
  return { stacks: mutated as SynthesizedStack[], broken };

  function onStack(stack: SynthesizedStack) {
    const after = changed(stack, change);
    if (after === MISSING) return stack;
    broken.push(stackName(stack));
    return after === REMOVED ? [] : after;
  }
}

/** `eu-west-1-data/Queue` for `Queue956AD878` of `evenkeel-eu-west-1-data`. */
export function placeOf(stack: string, logicalId: string): string {
  return `${stackName({ name: stack })}/${logicalId.replace(/[0-9A-F]{8}$/, '')}`;
}

export function stackName({ name }: { readonly name: string }): string {
  return name.replace(/^evenkeel-/, '');
}

/** Every Region of an architecture but the first. */
const OTHER_REGION = '(?!eu-west-1)[a-z]+-[a-z]+-[0-9]';

/** Whether a place is one of those that a pattern with `*` and `<other>` stands for. */
export function placeMatcher(pattern: string): (place: string) => boolean {
  const text = pattern.replaceAll('*', '[^/]*').replaceAll('<other>', OTHER_REGION);
  const expression = new RegExp(`^${text}$`);
  return (place) => expression.test(place);
}

const MISSING = Symbol('the path leads nowhere');
const REMOVED = Symbol('nothing is left');

/** A copy with a value changed; what is not on the path is shared with the original. */
function changed(value: unknown, change: Change): unknown {
  const [key, ...rest] = change.path;
  if (key === undefined) return change.to === undefined ? REMOVED : change.to(value);
  if (typeof value !== 'object' || value === null) return MISSING;
  // From the end, so that what is removed moves nothing that is still to be changed.
  const keys = keysIn(value, key).toReversed();
  return keys.reduce<unknown>(
    (whole, at) => {
      if (whole === MISSING) return MISSING;
      return changedAt(whole as object, at, { ...change, path: rest });
    },
    keys.length === 0 ? MISSING : value,
  );
}

function changedAt(value: object, at: string, { path: rest, to, isNew }: Change): unknown {
  const before: unknown = Reflect.get(value, at);
  if (before === undefined && (rest.length > 0 || !isNew)) return MISSING;
  const after = changed(before, { path: rest, to, isNew });
  if (after === MISSING) return MISSING;
  if (Array.isArray(value)) {
    return after === REMOVED ? value.toSpliced(Number(at), 1) : value.with(Number(at), after);
  }
  const { [at]: _, ...others } = value as Record<string, unknown>;
  return after === REMOVED ? others : { ...value, [at]: after };
}

/** `Key=Name` are the items of a list whose `Key` is `Name`, `Key!=Name` those with another, `*` is all. */
function keysIn(value: object, key: string): readonly string[] {
  const [, name = '', not = '', wanted] = /^([^=!]*)(!?)=(.*)$/.exec(key) ?? [];
  if (!Array.isArray(value) || (wanted === undefined && key !== '*')) return [key];
  const isMeant = (item: Record<string, unknown>) =>
    wanted === undefined || (item[name] !== undefined && (item[name] === wanted) === (not === ''));
  return value.flatMap((item, index) => (isMeant(item) ? [String(index)] : []));
}
