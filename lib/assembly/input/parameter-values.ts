import { isObject, own } from '../json.ts';
import type { InputProblem } from '../problems.ts';
import { isSecret } from '../resolve/parameters.ts';
import type { LoadOptions, ParameterPlace } from './deployments.ts';
import type { StackSource } from './sources.ts';

/**
 * Gives a stack what is said of all stacks, where nothing else is said of it. A value that
 * CloudFormation would refuse is a problem and is left out: nothing is deployed with it.
 */
export function completed(source: StackSource, options: LoadOptions, problems: InputProblem[]) {
  const { region, parameters = {}, parameterPlaces = {} } = options;
  source.region ??= region;
  const section = own(source.template.body, 'Parameters');
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...parameters, ...source.parameterValues })) {
    const declaration = own(section, name);
    const isOwn = own(source.parameterValues, name) !== undefined;
    if (declaration === undefined && !isOwn) continue;
    const expected = whatIsExpected(declaration, value);
    if (expected === undefined) values[name] = value;
    else {
      const place = isOwn ? source.parameterPlaces[name] : parameterPlaces[name];
      problems.push(refused(name, isSecret(declaration) ? undefined : value, expected, place));
    }
  }
  source.parameterValues = values;
}

/** Values that no template asks for, which is mostly a misspelt name. */
export function unusedParameters(
  stacks: readonly StackSource[],
  { parameters = {}, parameterPlaces = {}, deployments = [] }: LoadOptions,
): readonly InputProblem[] {
  const declared = new Set(
    stacks.flatMap(({ template }) => {
      const section = own(template.body, 'Parameters');
      return isObject(section) ? Object.keys(section) : [];
    }),
  );
  const given = [{ parameters, parameterPlaces }, ...deployments];
  const places = new Map(
    given.flatMap((one) =>
      Object.keys(one.parameters ?? {}).map((name) => [name, one.parameterPlaces?.[name]] as const),
    ),
  );
  return [...places].filter(([name]) => !declared.has(name)).map(([name, at]) => unused(name, at));
}

/**
 * What CloudFormation asks of a parameter's value that this one is not; undefined: nothing. Patterns
 * are not looked at: they are Java's, and somebody else's may take for ever.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/parameters-section-structure.html
 */
function whatIsExpected(declaration: unknown, value: string): string | undefined {
  const type = own(declaration, 'Type');
  const isList = type === 'CommaDelimitedList' || type === 'List<Number>';
  const items = isList ? value.split(',').map((item) => item.trim()) : [value];
  const allowed = own(declaration, 'AllowedValues');
  if (Array.isArray(allowed) && !items.every((item) => allowed.map(String).includes(item))) {
    return allowed.map(String).join(' or ');
  }
  if (type === 'Number' || type === 'List<Number>') {
    const [least, most] = ['MinValue', 'MaxValue'].map((key) => numberIn(declaration, key));
    const isWithin = (item: string) =>
      isNumber(item) && Number(item) >= (least ?? -Infinity) && Number(item) <= (most ?? Infinity);
    return items.every(isWithin) ? undefined : `a number${range(least, most)}`;
  }
  if (type !== 'String') return undefined;
  const [least, most] = ['MinLength', 'MaxLength'].map((key) => numberIn(declaration, key));
  if (value.length < (least ?? 0) || value.length > (most ?? Infinity)) {
    return `a string of a length${range(least, most)}`;
  }
  return undefined;
}

function numberIn(declaration: unknown, key: string): number | undefined {
  const value = own(declaration, key);
  return isNumber(String(value ?? '')) ? Number(value) : undefined;
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

function range(least: number | undefined, most: number | undefined): string {
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`;
  if (least !== undefined) return ` of ${least} or more`;
  return most === undefined ? '' : ` of ${most} or less`;
}

/** Where no value was written by itself, what is said for all is named. */
const SOMEWHERE: ParameterPlace = { file: 'parameters' };

function refused(
  name: string,
  value: string | undefined,
  expected: string,
  place: ParameterPlace = SOMEWHERE,
): InputProblem {
  return {
    code: 'not-visible',
    severity: 'warning',
    ...place,
    found: value === undefined ? `a value for ${name}` : `${JSON.stringify(value)} for ${name}`,
    expected,
    fix: 'correct it: CloudFormation refuses it, and it is left out here',
  };
}

function unused(name: string, place: ParameterPlace = SOMEWHERE): InputProblem {
  return {
    code: 'not-visible',
    severity: 'warning',
    ...place,
    found: `a value for ${name}`,
    expected: 'the name of a parameter that a template declares',
    fix: 'correct or remove it: nothing depends on it',
  };
}
