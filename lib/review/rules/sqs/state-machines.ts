import type { Resolved } from '../../../assembly/index.ts';

/** A task of a state machine that calls a function. */
interface FunctionTask {
  readonly name: string;
  /** Whether the task, or a state around it, has a `Retry` or a `Catch`. */
  readonly isGuarded: boolean;
}

/** What stands in a definition for what is known at deployment only. */
const OPEN = '<open>';

/** Calls of a function: by its ARN, or as a service integration, whatever it waits for. */
const CALLS_FUNCTION = /:lambda:(?:invoke|[^:]*:[^:]*:function:)/;

/** The tasks that call a function; undefined: the definition is not at hand, or not readable. */
export function functionTasksIn(
  definition: Resolved,
  substitutions: Resolved,
): readonly FunctionTask[] | undefined {
  const value = plain(definition, substitutions);
  const machine = typeof value === 'string' ? parsed(value) : value;
  return isObject(machine) && isObject(machine.States) ? tasksOf(machine.States, false) : undefined;
}

function tasksOf(states: object, isInside: boolean): readonly FunctionTask[] {
  return Object.entries(states).flatMap(([name, state]) => {
    if (!isObject(state)) return [];
    const isGuarded = isInside || ['Retry', 'Catch'].some((key) => isFilled(state[key]));
    const inner = [state.Iterator, state.ItemProcessor, ...listOf(state.Branches)]
      .filter(isObject)
      .flatMap((one) => (isObject(one.States) ? tasksOf(one.States, isGuarded) : []));
    const isCall = state.Type === 'Task' && callsFunction(state.Resource);
    return isCall ? [{ name, isGuarded }, ...inner] : inner;
  });
}

/** What is not known may be what it should be. */
function isFilled(value: unknown): boolean {
  return value === OPEN || listOf(value).length > 0;
}

function callsFunction(resource: unknown): boolean {
  return typeof resource === 'string' && CALLS_FUNCTION.test(resource);
}

/** A value as data, with the ARN of a function in place of a reference to it. */
function plain(value: Resolved, substitutions: Resolved): unknown {
  const inner = (one: Resolved) => plain(one, substitutions);
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string'
        ? substituted(value.value, substitutions)
        : value.value;
    case 'reference':
      return value.node.type.startsWith('AWS::Lambda::')
        ? 'arn:aws:lambda:region:account:function:name'
        : OPEN;
    case 'text':
      return value.parts.map((part) => String(inner(part))).join('');
    case 'list':
      return value.items.map(inner);
    case 'mapping':
      return Object.fromEntries([...value.entries].map(([key, one]) => [key, inner(one)]));
    default:
      return OPEN;
  }
}

/** A text with the values of `DefinitionSubstitutions` in their places: `${FunctionArn}`. */
function substituted(text: string, substitutions: Resolved): string {
  if (substitutions.kind !== 'mapping') return text;
  return text.replaceAll(/\$\{([^}]+)\}/g, (place, key: string) => {
    const value = substitutions.entries.get(key);
    return value === undefined ? place : String(plain(value, { kind: 'absent' }));
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
