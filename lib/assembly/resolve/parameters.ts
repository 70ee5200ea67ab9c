import { basename } from 'node:path';
import { own } from '../json.ts';
import { entry, type TemplateStack } from '../model.ts';
import { givenParameter, pseudoParameter } from './environment.ts';
import type { FunctionContext } from './intrinsics.ts';
import { splitText } from './text-functions.ts';
import { literal, overBranches, type Resolved, unknown, withProvenance } from './values.ts';

/**
 * The value of a parameter or pseudo parameter; undefined if the name is neither. What a parent
 * stack or the assembly passes counts; else the default, and the result says that it depends on it.
 */
export function resolveParameter(
  context: FunctionContext,
  stack: TemplateStack,
  name: string,
): Resolved | undefined {
  const pseudo = pseudoParameter(stack, name);
  if (pseudo !== undefined) return pseudo;
  const declaration = entry(stack, 'Parameters', name);
  if (declaration === undefined) return undefined;
  const type = String(own(declaration, 'Type') ?? 'String');
  const passed = context.index.nestedParameter(context, stack, name);
  if (passed.kind !== 'absent') {
    return overBranches(passed, (value) => typed(context, stack, type, value));
  }
  const masked = (value: string) => (isSecret(declaration) ? masking(name, value) : value);
  const given = givenParameter(stack, name);
  if (given !== undefined) return typed(context, stack, type, literal(masked(given)));
  const fallback = own(declaration, 'Default');
  if (fallback === undefined || fallback === null || typeof fallback === 'object') {
    const zones = zonesOf(stack, name, type);
    const reason = `parameter ${name} has no default`;
    return zones ?? { ...unknown('parameter', reason), subject: name, stack: stack.id };
  }
  const known = isSecret(declaration) ? masked(String(fallback)) : fallback;
  const value = literal(known as string | number | boolean, { parameters: [name] });
  return typed(context, stack, type, value);
}

/** Whether a parameter's value is to be shown to nobody. */
export function isSecret(declaration: unknown): boolean {
  return String(own(declaration, 'NoEcho')) === 'true';
}

/**
 * What stands for a secret: CloudFormation shows asterisks as well, and what is empty is known to be,
 * since conditions ask for that.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/parameters-section-structure.html
 */
function masking(name: string, value: string): string {
  return value === '' ? '' : `****${name}`;
}

/** What the types of Availability Zones promise: each use of the parameter is the same zone. */
function zonesOf(stack: TemplateStack, name: string, type: string): Resolved | undefined {
  const { region } = stack;
  const parameter = `${stack.name ?? basename(stack.template.file)}/${name}`;
  if (type === 'AWS::EC2::AvailabilityZone::Name') {
    return { kind: 'zone', index: 0, region, parameter };
  }
  return type === 'List<AWS::EC2::AvailabilityZone::Name>'
    ? { kind: 'zones', region, parameter }
    : undefined;
}

/**
 * Parameters of a list type hold comma-separated texts, also where a parent stack joined
 * references; those of an SSM type a parameter's name.
 */
function typed(
  context: FunctionContext,
  stack: TemplateStack,
  type: string,
  value: Resolved,
): Resolved {
  const isJoined = value.kind === 'text' && isListType(type);
  if (value.kind !== 'literal') return isJoined ? splitText(literal(','), value) : value;
  const ssm = /^AWS::SSM::Parameter::Value<(.*)>$/.exec(type)?.[1];
  if (ssm !== undefined) {
    const found = context.index.ssmParameter(context, stack, String(value.value));
    const list = found.kind === 'literal' && isListType(ssm) ? splitList(found) : found;
    return withProvenance(list, value);
  }
  return isListType(type) ? splitList(value) : value;
}

function isListType(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

function splitList(value: Resolved & { kind: 'literal' }): Resolved {
  const texts = String(value.value).split(',');
  const items = texts.map((text) => withProvenance(literal(text.trim()), value));
  return withProvenance({ kind: 'list', items }, value);
}
