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

/** Whether a place is one of those that a pattern with `*` stands for. */
export function placeMatcher(pattern: string): (place: string) => boolean {
  const expression = new RegExp(`^${pattern.replaceAll('*', '[^/]*')}$`);
  return (place) => expression.test(place);
}

const MISSING = Symbol('the path leads nowhere');
const REMOVED = Symbol('nothing is left');

/** A copy with a value changed; what is not on the path is shared with the original. */
function changed(value: unknown, { path, to, isNew }: Change): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return to === undefined ? REMOVED : to(value);
  if (typeof value !== 'object' || value === null) return MISSING;
  const at = keyIn(value, key);
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

/** `Key=Name` is the item of a list whose `Key` is `Name`. */
function keyIn(value: object, key: string): string {
  const [name = '', wanted] = key.split('=');
  if (!Array.isArray(value) || wanted === undefined) return key;
  return String(value.findIndex((item) => item?.[name] === wanted));
}
