import {
  type InputProblem,
  type ParameterPlace,
  type ParameterPlaces,
  type PathSegment,
  parseDocument,
} from '../assembly/index.ts';

export interface ParsedParameters {
  readonly values: Readonly<Record<string, string>>;
  readonly places: ParameterPlaces;
  readonly problems: readonly InputProblem[];
}

/**
 * Reads a file of parameter values, in each of the forms that the AWS CLI and CodePipeline take: a
 * list of `{ ParameterKey, ParameterValue }`, a list of `Key=Value`, or a mapping below `Parameters`.
 * A parameter that keeps its previous value has none here.
 *
 * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/
 */
export function parseParameters(text: string, file: string): ParsedParameters {
  const { value: document, problems } = parseDocument(text, file);
  if (document === undefined)
    return { values: {}, places: {}, problems: problems.map(asParameters) };
  const found: InputProblem[] = [];
  const values: Record<string, string> = {};
  const places: Record<string, ParameterPlace> = {};
  const report = (path: readonly PathSegment[], item: unknown, expected: string) =>
    found.push({
      code: 'invalid-section',
      severity: 'error',
      file,
      ...document.locate(path),
      found: `${[...path, 'value'].slice(0, -1).join('.') || 'the file'}: ${kindOf(item)}`,
      expected,
      fix: 'correct it',
    });
  const take = (path: readonly PathSegment[], name: string, value: unknown) => {
    const isText = ['string', 'number', 'boolean'].includes(typeof value);
    if (!isText) report(path, value, `the value of ${name} as a string`);
    else if (Object.hasOwn(values, name)) report(path, value, `one value for ${name}, not two`);
    else {
      values[name] = String(value);
      places[name] = { file, ...document.locate(path) };
    }
  };
  const body = document.value;
  const section = isRecord(body) ? body.Parameters : undefined;
  if (Array.isArray(body)) {
    for (const [i, item] of body.entries()) readItem(item, [i], take, report);
  } else if (isRecord(section)) {
    for (const [name, value] of Object.entries(section)) take(['Parameters', name], name, value);
  } else {
    report([], body, 'a list of ParameterKey and ParameterValue, or a mapping with Parameters');
  }
  return { values, places, problems: found };
}

/** `Key=Value`, as the CLIs of AWS and CDK take it; undefined: it is something else. */
export function parseAssignment(text: string): readonly [name: string, value: string] | undefined {
  const [, name, value] = /^([A-Za-z0-9]+)=(.*)$/s.exec(text) ?? [];
  return name === undefined || value === undefined ? undefined : [name, value];
}

/** A file with nothing in it is read as a template would be. */
function asParameters(problem: InputProblem): InputProblem {
  return problem.code === 'empty' ? { ...problem, expected: 'values of parameters' } : problem;
}

function readItem(
  item: unknown,
  path: readonly PathSegment[],
  take: (path: readonly PathSegment[], name: string, value: unknown) => void,
  report: (path: readonly PathSegment[], item: unknown, expected: string) => void,
): void {
  const [name, value] = (typeof item === 'string' && parseAssignment(item)) || [];
  if (name !== undefined) take(path, name, value);
  else if (isRecord(item) && typeof item.ParameterKey === 'string') {
    if (item.UsePreviousValue === true) return;
    take([...path, 'ParameterValue'], item.ParameterKey, item.ParameterValue);
  } else report(path, item, 'ParameterKey and ParameterValue, or a string such as Key=Value');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a value is, without its text: parameters may be secrets. */
function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : 'a string or number';
}
