import { isObject, own } from '../json.ts';
import { MAX_SHARED_SIZE } from '../limits.ts';
import { entry, type ResourceNode, type TemplateStack } from '../model.ts';
import { mayBeSame, pickByEnvironment } from './environment.ts';
import type { FunctionContext } from './intrinsics.ts';
import {
  ABSENT,
  type Hop,
  isLargerThan,
  type Resolved,
  unknown,
  withProvenance,
} from './values.ts';

type Nodes = ReadonlyMap<TemplateStack, ReadonlyMap<string, ResourceNode>>;

interface Export {
  readonly stack: TemplateStack;
  readonly value: unknown;
}

/** A parameter that an exports writer puts into another Region. */
interface Written {
  readonly node: ResourceNode;
  readonly region: string | undefined;
  readonly value: unknown;
}

/** Finds what one stack takes from another, in every encoding. Its tables are built on first use. */
export class CrossStackIndex {
  readonly #nodes: Nodes;
  #exports: Map<string, Export[]> | undefined;
  #writers: Map<string, Written[]> | undefined;
  readonly #named = new Map<string, Map<string, ResourceNode[]>>();

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  /** `Fn::ImportValue`: exports are unique per account and Region. */
  importValue(context: FunctionContext, stack: TemplateStack, name: string): Resolved {
    const { region, account } = stack;
    const found = pickByEnvironment(
      this.#exportTable(context).get(name) ?? [],
      (candidate) => candidate.stack,
      stack,
    );
    const hop: Hop = { how: 'import', name, region, account, stack: found?.stack };
    if (found === undefined) {
      return missing(hop, `no stack of the input exports ${name} in ${place(hop)}`);
    }
    return this.#cross(context, hop, found.stack, found.value);
  }

  /** `Fn::GetStackOutput`: a weak reference, also to other Regions and accounts. */
  stackOutput(
    context: FunctionContext,
    stack: TemplateStack,
    output: { stackName: string; name: string; region?: string; account?: string },
  ): Resolved {
    const region = output.region ?? stack.region;
    const account = output.account ?? stack.account;
    const candidates = [...this.#nodes.keys()].filter((s) => s.name === output.stackName);
    const wanted = { region, account, assembly: stack.assembly };
    const found = pickByEnvironment(candidates, (candidate) => candidate, wanted);
    const hop: Hop = { how: 'weak', name: output.name, region, account, stack: found };
    if (found === undefined) {
      return missing(hop, `no stack ${output.stackName} in ${place(hop)} is part of the input`);
    }
    return this.#output(context, hop, found, output.name);
  }

  /** `Fn::GetAtt` of a nested stack's `Outputs.NAME`. */
  nestedOutput(context: FunctionContext, node: ResourceNode, name: string): Resolved {
    const nested = node.stack.nested.get(node.logicalId);
    const { region, account } = node;
    const hop: Hop = { how: 'nested', name, region, account, stack: nested };
    if (nested === undefined) {
      return missing(
        hop,
        `the template of the nested stack ${node.logicalId} is not part of the input`,
      );
    }
    return this.#output(context, hop, nested, name);
  }

  /** What the parent passes for a nested stack's parameter; absent if it passes nothing. */
  nestedParameter(context: FunctionContext, stack: TemplateStack, name: string): Resolved {
    if (stack.parent === undefined) return ABSENT;
    const { stack: parent, logicalId } = stack.parent;
    const properties = own(entry(parent, 'Resources', logicalId), 'Properties');
    const passed = own(own(properties, 'Parameters'), name);
    if (passed === undefined) return ABSENT;
    const { region, account } = parent;
    return this.#cross(
      context,
      { how: 'nested', name, region, account, stack: parent },
      parent,
      passed,
    );
  }

  /**
   * The reading side of CDK's cross-Region custom resources: `Fn::GetAtt` of the reader, with the
   * parameter's name as the attribute.
   */
  exportsReader(context: FunctionContext, reader: ResourceNode, name: string): Resolved {
    const props = own(own(reader.raw, 'Properties'), 'ReaderProps');
    const region = literalText(context, reader.stack, own(props, 'region')) ?? reader.region;
    const written = this.#written(context, reader.stack, name, region);
    if (written !== undefined) return written;
    const { account } = reader;
    const hop: Hop = { how: 'exportsReader', name, region: undefined, account, stack: undefined };
    return missing(hop, `no exports writer of the input writes ${name}`);
  }

  /** What an exports writer puts into a Region under a name; undefined: none does. */
  #written(
    context: FunctionContext,
    stack: TemplateStack,
    name: string,
    region: string | undefined,
  ): Resolved | undefined {
    const { account, assembly } = stack;
    const found = pickByEnvironment(
      (this.#writerTable(context).get(name) ?? []).filter((w) => mayBeSame(w.region, region)),
      (writer) => writer.node.stack,
      { region: undefined, account, assembly },
    );
    if (found === undefined) return undefined;
    const { node } = found;
    const from = { region: node.region, account: node.account, stack: node.stack };
    return this.#cross(
      context,
      { how: 'exportsReader', name, ...from, node },
      node.stack,
      found.value,
    );
  }

  /** The value of an SSM parameter by name, in the consumer's Region and account. */
  ssmParameter(context: FunctionContext, stack: TemplateStack, name: string): Resolved {
    const node = this.#byName(context, stack, 'AWS::SSM::Parameter', name);
    if (node !== undefined) return this.ssmValue(context, stack, node);
    const { region, account } = stack;
    const written = this.#written(context, stack, name, region);
    if (written !== undefined) return written;
    const reason = name.startsWith('/aws/')
      ? `the public parameter ${name} is read at deployment`
      : `no parameter ${name} in ${place(stack)} is part of the input`;
    return missing({ how: 'ssm', name, region, account, stack: undefined }, reason);
  }

  /** The value that an SSM parameter resource holds. */
  ssmValue(context: FunctionContext, stack: TemplateStack, node: ResourceNode): Resolved {
    const properties = own(node.raw, 'Properties');
    const name = literalText(context, node.stack, own(properties, 'Name')) ?? node.logicalId;
    const { region, account } = stack;
    const hop: Hop = { how: 'ssm', name, region, account, stack: node.stack, node };
    return this.#cross(context, hop, node.stack, own(properties, 'Value'));
  }

  /** A secret by the rest of its dynamic reference: `NAME_OR_ARN:SecretString:KEY:STAGE:VERSION`. */
  secret(context: FunctionContext, stack: TemplateStack, text: string): Resolved {
    const segments = text.split(':');
    const idLength = text.startsWith('arn:') ? 7 : 1;
    const id = segments.slice(0, idLength);
    const name = (id.at(-1) ?? '').replace(idLength === 7 ? /-[A-Za-z0-9]{6}$/ : /$^/, '');
    const node = this.#byName(context, stack, 'AWS::SecretsManager::Secret', name);
    const key = segments.slice(idLength).join(':');
    if (node !== undefined) return this.secretValue(stack, node, `:${key}`);
    const { region, account } = stack;
    const hop: Hop = { how: 'secretsmanager', name, region, account, stack: undefined };
    return missing(hop, `the secret ${name} is read at deployment`);
  }

  /** A secret's value: a reference to the secret, since nobody can know more. */
  secretValue(stack: TemplateStack, node: ResourceNode, suffix: string): Resolved {
    const [, kind = '', key = ''] = suffix.split(':');
    const attribute = [kind || 'SecretString', key].filter((part) => part !== '').join(':');
    const { region, account } = stack;
    const name = node.logicalId;
    const hop: Hop = { how: 'secretsmanager', name, region, account, stack: node.stack, node };
    return { kind: 'reference', node, attribute, via: [hop] };
  }

  #output(context: FunctionContext, hop: Hop, stack: TemplateStack, name: string): Resolved {
    const output = entry(stack, 'Outputs', name);
    const value = own(output, 'Value');
    if (value === undefined) return missing(hop, `the stack ${stack.id} has no output ${name}`);
    return this.#cross(context, hop, stack, value);
  }

  #cross(context: FunctionContext, hop: Hop, stack: TemplateStack, raw: unknown): Resolved {
    const value = context.once(`${hop.how} ${hop.name} of ${stack.id}`, () =>
      context.resolve(stack, raw),
    );
    // Shared values would otherwise double with every step from stack to stack.
    const followed = isLargerThan(MAX_SHARED_SIZE, value)
      ? unknown('limit', `${hop.name} has more than ${MAX_SHARED_SIZE} parts`)
      : value;
    return withProvenance(followed, { via: [hop] });
  }

  #exportTable(context: FunctionContext): Map<string, Export[]> {
    if (this.#exports !== undefined) return this.#exports;
    const table = new Map<string, Export[]>();
    // Set before it is filled: an export whose name is an import finds nothing, and ends.
    this.#exports = table;
    for (const stack of this.#nodes.keys()) {
      const outputs = own(stack.template.body, 'Outputs');
      if (!isObject(outputs)) continue;
      for (const output of Object.values(outputs)) {
        const name = literalText(context, stack, own(own(output, 'Export'), 'Name'));
        if (name !== undefined) push(table, name, { stack, value: own(output, 'Value') });
      }
    }
    return table;
  }

  #writerTable(context: FunctionContext): Map<string, Written[]> {
    if (this.#writers !== undefined) return this.#writers;
    const table = new Map<string, Written[]>();
    this.#writers = table;
    for (const node of this.#ofType('Custom::CrossRegionExportWriter')) {
      const props = own(own(node.raw, 'Properties'), 'WriterProps');
      const region = literalText(context, node.stack, own(props, 'region'));
      const exports = own(props, 'exports');
      const entries = isObject(exports) ? Object.entries(exports) : [];
      for (const [name, value] of entries) push(table, name, { node, region, value });
    }
    return table;
  }

  #byName(
    context: FunctionContext,
    stack: TemplateStack,
    type: string,
    name: string,
  ): ResourceNode | undefined {
    let table = this.#named.get(type);
    if (table === undefined) {
      table = new Map();
      this.#named.set(type, table);
      for (const node of this.#ofType(type)) {
        const text = literalText(context, node.stack, own(own(node.raw, 'Properties'), 'Name'));
        if (text !== undefined) push(table, text, node);
      }
    }
    return pickByEnvironment(table.get(name) ?? [], (node) => node.stack, stack);
  }

  #ofType(type: string): ResourceNode[] {
    return [...this.#nodes.values()].flatMap((nodes) =>
      [...nodes.values()].filter((node) => node.type === type),
    );
  }
}

function literalText(
  context: FunctionContext,
  stack: TemplateStack,
  raw: unknown,
): string | undefined {
  if (raw === undefined) return undefined;
  const value = context.resolve(stack, raw);
  return value.kind === 'literal' ? String(value.value) : undefined;
}

function missing(hop: Hop, reason: string): Resolved {
  return { ...unknown(hop.how, reason), via: [hop] };
}

function place({ region, account }: { region: string | undefined; account: string | undefined }) {
  return `${region ?? 'an unknown Region'}${account === undefined ? '' : ` of account ${account}`}`;
}

function push<K, V>(table: Map<K, V[]>, key: K, value: V): void {
  const list = table.get(key);
  if (list === undefined) table.set(key, [value]);
  else list.push(value);
}
