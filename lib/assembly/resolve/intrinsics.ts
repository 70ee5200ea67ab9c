import { splitAttribute } from '../input/short-forms.ts';
import { kindOf, own } from '../json.ts';
import type { ResourceNode, TemplateStack } from '../model.ts';
import { cidrBlocks } from './cidr.ts';
import { byDefault, type ConditionContext, evaluate, keyConditionName } from './conditions.ts';
import type { CrossStackIndex } from './cross-stack.ts';
import { resolveDynamicReferences } from './dynamic-references.ts';
import { echoedProperty } from './echo.ts';
import { resolveParameter } from './parameters.ts';
import { resolveSub } from './sub.ts';
import { joinValues, lengthOf, select, splitText, toJsonText } from './text-functions.ts';
import {
  literal,
  overBranches,
  overCombinations,
  type Resolved,
  unknown,
  withProvenance,
} from './values.ts';

/** What a function may use. */
export interface FunctionContext extends ConditionContext {
  readonly index: CrossStackIndex;
  node(stack: TemplateStack, logicalId: string): ResourceNode | undefined;
  once(key: string, compute: () => Resolved): Resolved;
}

export type Intrinsic = (
  context: FunctionContext,
  stack: TemplateStack,
  argument: unknown,
) => Resolved;

/**
 * The functions that the resolver evaluates. Every other one is unknown until deployment.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', (context, stack, name) => ref(context, stack, name)],
  ['Fn::GetAtt', getAtt],
  ['Fn::If', branch],
  [
    'Fn::Sub',
    (context, stack, argument) =>
      resolveDynamicReferences(
        context,
        stack,
        resolveSub(context, stack, argument, { ref, getAtt }),
      ),
  ],
  [
    'Fn::Join',
    withArguments(2, (context, stack, [delimiter, list]) =>
      resolveDynamicReferences(context, stack, joinValues(delimiter, list)),
    ),
  ],
  ['Fn::Split', withArguments(2, (_context, _stack, [by, text]) => splitText(by, text))],
  ['Fn::Select', withArguments(2, (_context, _stack, [index, list]) => select(index, list))],
  ['Fn::FindInMap', findInMap],
  // The text is more use to a reader than its encoding.
  ['Fn::Base64', (context, stack, argument) => context.resolve(stack, argument)],
  ['Fn::ToJsonString', (context, stack, value) => toJsonText(context.resolve(stack, value))],
  ['Fn::Length', (context, stack, list) => lengthOf(context.resolve(stack, list))],
  ['Fn::GetAZs', getAzs],
  [
    'Fn::Cidr',
    (context, stack, argument) => {
      const list: readonly unknown[] = Array.isArray(argument) ? argument : [];
      const [block, ...rest] = list.map((item) => context.resolve(stack, item));
      if (block === undefined) return invalid('Fn::Cidr', argument);
      return cidrBlocks(echoedProperty(context, block), rest);
    },
  ],
  ['Fn::ImportValue', importValue],
  ['Fn::GetStackOutput', getStackOutput],
]);

function withArguments(
  count: 2,
  fn: (context: FunctionContext, stack: TemplateStack, values: [Resolved, Resolved]) => Resolved,
): Intrinsic {
  return (context, stack, argument) => {
    if (!Array.isArray(argument) || argument.length !== count) {
      return invalid('a function of two arguments', argument);
    }
    const [a, b]: readonly unknown[] = argument;
    return fn(context, stack, [context.resolve(stack, a), context.resolve(stack, b)]);
  };
}

function ref(context: FunctionContext, stack: TemplateStack, name: unknown): Resolved {
  if (typeof name !== 'string') return invalid('Ref', name);
  const parameter = resolveParameter(context, stack, name);
  if (parameter !== undefined) return parameter;
  const node = context.node(stack, name);
  if (node !== undefined) return { kind: 'reference', node, attribute: 'Ref' };
  return unknown('undefined', `${stack.id} has no parameter or resource ${name}`);
}

function getAtt(context: FunctionContext, stack: TemplateStack, argument: unknown): Resolved {
  const list: readonly unknown[] =
    typeof argument === 'string'
      ? splitAttribute(argument)
      : Array.isArray(argument)
        ? argument
        : [];
  const [logicalId, ...names] = list;
  // With AWS::LanguageExtensions an attribute's name may itself be a function.
  const attribute = names.map((name) => context.resolve(stack, name));
  if (typeof logicalId !== 'string' || attribute.length === 0)
    return invalid('Fn::GetAtt', argument);
  const node = context.node(stack, logicalId);
  if (node === undefined) {
    return unknown('undefined', `${stack.id} has no resource ${logicalId}`, ...attribute);
  }
  if (!attribute.every((part) => part.kind === 'literal')) {
    return unknown(
      'attribute',
      `an attribute of ${logicalId} is chosen at deployment`,
      ...attribute,
      {
        kind: 'reference',
        node,
        attribute: 'Ref',
      },
    );
  }
  const name = attribute.map((part) => part.value).join('.');
  if (node.type === 'AWS::CloudFormation::Stack' && name.startsWith('Outputs.')) {
    return context.index.nestedOutput(context, node, name.slice('Outputs.'.length));
  }
  if (node.type === 'Custom::CrossRegionExportReader') {
    return context.index.exportsReader(context, node, name);
  }
  return { kind: 'reference', node, attribute: name };
}

function branch(context: FunctionContext, stack: TemplateStack, argument: unknown): Resolved {
  const list: readonly unknown[] = Array.isArray(argument) ? argument : [];
  const [condition, yes, no] = list;
  if (typeof condition !== 'string' || list.length !== 3) return invalid('Fn::If', argument);
  const formula = context.condition(stack, condition);
  const certain = evaluate(formula, () => undefined);
  if (certain !== undefined) return context.resolve(stack, certain ? yes : no);
  return {
    kind: 'branches',
    stack,
    condition,
    formula,
    truth: evaluate(formula, byDefault),
    whenTrue: context.resolve(stack, yes),
    whenFalse: context.resolve(stack, no),
  };
}

function findInMap(context: FunctionContext, stack: TemplateStack, argument: unknown): Resolved {
  const list: readonly unknown[] = Array.isArray(argument) ? argument : [];
  if (list.length < 3) return invalid('Fn::FindInMap', argument);
  const [map, first, second, options]: readonly unknown[] = list;
  const mappings = own(stack.template.body, 'Mappings');
  const table = typeof map === 'string' ? own(mappings, map) : undefined;
  const keys = [map, first, second].map((key) => context.resolve(stack, key));
  const [name, ...levels] = keys;
  const firsts = keysOf(table);
  const seconds = [...new Set(firsts.flatMap((key) => keysOf(own(table, key))))];
  const chosen = levels.map((key, i) =>
    chosenKey(context, stack, i === 0 ? first : second, key, i === 0 ? firsts : seconds),
  );
  return overCombinations(name === undefined ? chosen : [name, ...chosen], (...sides) => {
    const names = sides.map((side) => (side.kind === 'literal' ? String(side.value) : undefined));
    if (names.includes(undefined)) {
      return unknown('parameter', 'the key of a mapping is known at deployment only', ...sides);
    }
    const found = names.reduce<unknown>((table, name) => own(table, name ?? ''), mappings);
    const value = found ?? own(options, 'DefaultValue');
    if (value === undefined) {
      return unknown('undefined', `${stack.id} has no mapping ${names.join('.')}`);
    }
    return withProvenance(context.resolve(stack, value), ...sides);
  });
}

function keysOf(table: unknown): readonly string[] {
  return typeof table === 'object' && table !== null ? Object.keys(table) : [];
}

/**
 * A mapping's key that a parameter chooses, as the choice that a condition on the parameter would be:
 * a template may say the same in either way. A table that is long is one of Regions or images.
 */
function chosenKey(
  context: FunctionContext,
  stack: TemplateStack,
  raw: unknown,
  resolved: Resolved,
  keys: readonly string[],
): Resolved {
  const parameter = own(raw, 'Ref');
  const isChoice =
    resolved.kind === 'unknown'
      ? resolved.code === 'parameter'
      : resolved.kind === 'literal' && (resolved.parameters?.length ?? 0) > 0;
  if (typeof parameter !== 'string' || !isChoice || keys.length > MAX_CHOICES) return resolved;
  const open = keys.flatMap((key) => {
    const condition = keyConditionName(parameter, key);
    const formula = context.condition(stack, condition);
    return evaluate(formula, () => undefined) === false ? [] : [{ key, condition, formula }];
  });
  const last = open.pop();
  if (last === undefined) return resolved;
  return open.reduceRight<Resolved>(
    (otherwise, { key, condition, formula }) => ({
      kind: 'branches',
      stack,
      condition,
      formula,
      truth: evaluate(formula, byDefault),
      whenTrue: literal(key),
      whenFalse: otherwise,
    }),
    literal(last.key),
  );
}

/** Keys of a mapping that are looked at one by one. */
const MAX_CHOICES = 8;

function getAzs(context: FunctionContext, stack: TemplateStack, argument: unknown): Resolved {
  return overBranches(context.resolve(stack, argument), (region) => {
    if (region.kind === 'literal') {
      const name = String(region.value) || stack.region;
      return withProvenance({ kind: 'zones', region: name }, region);
    }
    const isOwn = region.kind === 'unknown' && region.code === 'environment';
    if (isOwn || region.kind === 'absent') return { kind: 'zones', region: stack.region };
    return unknown('environment', 'the Region of Fn::GetAZs is known at deployment only', region);
  });
}

function importValue(context: FunctionContext, stack: TemplateStack, argument: unknown): Resolved {
  return overBranches(context.resolve(stack, argument), (name) => {
    if (name.kind === 'literal') {
      return withProvenance(context.index.importValue(context, stack, String(name.value)), name);
    }
    return unknown('import', 'the name of an export is known at deployment only', name);
  });
}

function getStackOutput(
  context: FunctionContext,
  stack: TemplateStack,
  argument: unknown,
): Resolved {
  const part = (name: string) => context.resolve(stack, own(argument, name));
  const [stackName, output, region, role] = [
    part('StackName'),
    part('OutputName'),
    part('Region'),
    part('RoleArn'),
  ];
  if (stackName.kind !== 'literal' || output.kind !== 'literal') {
    return unknown(
      'weak',
      'the stack or the output is known at deployment only',
      stackName,
      output,
    );
  }
  const ownRegion = region.kind === 'unknown' && region.code === 'environment';
  if (region.kind !== 'literal' && region.kind !== 'absent' && !ownRegion) {
    return unknown('weak', 'the Region of the stack is known at deployment only', region);
  }
  const account =
    role.kind === 'literal' ? /^arn:[^:]*:iam::(\d{12}):/.exec(`${role.value}`)?.[1] : undefined;
  const found = context.index.stackOutput(context, stack, {
    stackName: stackNameOf(String(stackName.value)),
    name: String(output.value),
    ...(region.kind === 'literal' && { region: String(region.value) }),
    ...(account !== undefined && { account }),
  });
  return withProvenance(found, stackName, output);
}

/** A stack is named, or given by its ARN. */
function stackNameOf(text: string): string {
  return /^arn:[^:]*:cloudformation:[^:]*:[^:]*:stack\/([^/]+)/.exec(text)?.[1] ?? text;
}

function invalid(name: string, argument: unknown): Resolved {
  return unknown('invalid', `${name} is given ${kindOf(argument)}`);
}
