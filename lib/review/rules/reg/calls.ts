import { asString, parseDocument, type Resolved } from '../../../assembly/index.ts';

/** The calls that a document or a state machine makes, as `rds:failoverglobalcluster`. */
export interface Calls {
  readonly calls: readonly string[];
  /** Whether a part of it is not known. */
  readonly isOpen: boolean;
}

/** `arn:aws:states:::aws-sdk:rds:failoverGlobalCluster`, as a state names a call. */
const STATE = /aws-sdk:([a-z0-9]+):([a-z0-9]+)/gi;

/** `"Service": "rds", "Api": "FailoverGlobalCluster"`, as a step of a text in JSON or YAML. */
const STEP = /\bService["']?\s*:\s*["']?([\w-]+)["']?\s*,?\s*["']?Api["']?\s*:\s*["']?(\w+)/g;

/** All calls inside a definition, whether it is an object or a text. */
export function callsIn(value: Resolved): Calls {
  const { text, isOpen, steps } = read(value);
  const found = [...text.matchAll(STATE), ...text.matchAll(STEP)];
  const named = found.map(([, service = '', api = '']) => callOf(service, api));
  const isText = value.kind === 'literal' || value.kind === 'text';
  const parsed = isText ? stepsIn(parseDocument(text, 'the document').value?.value) : [];
  return { calls: [...new Set([...steps, ...named, ...parsed])], isOpen };
}

/** The calls of the steps of a document that was a text. */
function stepsIn(value: unknown, seen = new Set<unknown>()): readonly string[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const { Service, Api } = value as { readonly Service?: unknown; readonly Api?: unknown };
  const isStep = typeof Service === 'string' && typeof Api === 'string';
  const step = isStep ? [callOf(Service, Api)] : [];
  return [...step, ...Object.values(value).flatMap((one) => stepsIn(one, seen))];
}

/** Services are written with dashes and without. */
function callOf(service: string, api: string): string {
  return `${service.replaceAll('-', '')}:${api}`.toLowerCase();
}

interface Content {
  readonly text: string;
  readonly steps: readonly string[];
  readonly isOpen: boolean;
}

function read(value: Resolved): Content {
  switch (value.kind) {
    case 'literal':
      return { text: String(value.value), steps: [], isOpen: false };
    case 'text':
      // A reference inside a text is an ARN or a name, of which no call is made.
      return joined(value.parts.map(read), '');
    case 'list':
      return joined(value.items.map(read), '\n');
    case 'mapping': {
      const content = joined([...value.entries.values()].map(read), '\n');
      const [service, api] = ['Service', 'Api'].map((key) =>
        asString(value.entries.get(key) ?? { kind: 'absent' }),
      );
      const isStep = service?.state === 'known' && api?.state === 'known';
      const step = isStep ? [callOf(service.value, api.value)] : [];
      return { ...content, steps: [...content.steps, ...step] };
    }
    default:
      return { text: ' ', steps: [], isOpen: value.kind === 'unknown' };
  }
}

function joined(all: readonly Content[], separator: string): Content {
  return {
    text: all.map(({ text }) => text).join(separator),
    steps: all.flatMap(({ steps }) => steps),
    isOpen: all.some(({ isOpen }) => isOpen),
  };
}
