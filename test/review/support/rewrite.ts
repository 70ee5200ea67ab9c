import type { JsonObject } from '../../../lib/assembly/index.ts';

/** What to put in the place of parts of a resource. */
export interface Changes {
  /** A plain value below `Properties` that is no function's argument. */
  readonly scalar?: (value: string | number | boolean) => unknown;
  /** The name of a resource where it is referred to. */
  readonly name?: (logicalId: string) => string;
  /** A whole reference: `Ref` as attribute, or the attribute; undefined leaves it. */
  readonly reference?: (logicalId: string, attribute: string) => unknown;
}

/** A resource in which values or references are written differently. */
export function rewrite(resource: JsonObject, changes: Changes): JsonObject {
  const { name = (id: string) => id, reference = () => undefined, scalar } = changes;
  const refer = (id: string, attribute: string) => {
    const changed = reference(id, attribute);
    if (changed !== undefined) return changed;
    return attribute === 'Ref' ? { Ref: name(id) } : { 'Fn::GetAtt': [name(id), attribute] };
  };
  const walk = (value: unknown, isArgument: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item) => walk(item, isArgument));
    if (typeof value !== 'object' || value === null) {
      const isScalar = value !== null && value !== undefined && !isArgument;
      return isScalar && scalar ? scalar(value as string) : value;
    }
    const [only = '', ...others] = Object.keys(value);
    const argument = (value as JsonObject)[only];
    if (others.length === 0) {
      if (only === 'Ref') return refer(String(argument), 'Ref');
      if (only === 'Fn::GetAtt') {
        const [id = '', ...attribute] = ([argument].flat() as string[]).join('.').split('.');
        return refer(id, attribute.join('.'));
      }
      if (only === 'Fn::Sub') return { 'Fn::Sub': sub(argument) };
    }
    const inside = isArgument || (others.length === 0 && only.startsWith('Fn::'));
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, walk(item, inside)]),
    );
  };
  const sub = (argument: unknown): unknown => {
    const [text, given] = [argument].flat() as [string, JsonObject | undefined];
    const variables: Record<string, unknown> = walk(given ?? {}, true) as JsonObject;
    const changed = text.replaceAll(/\$\{([^!{}][^{}]*)\}/g, (whole, key: string) => {
      if (key.startsWith('AWS::') || given?.[key] !== undefined) return whole;
      const [id = '', ...attribute] = key.split('.');
      const variable = `Sub${key.replaceAll('.', '')}`;
      variables[variable] = refer(id, attribute.join('.') || 'Ref');
      return `\${${variable}}`;
    });
    return [changed, variables];
  };
  const entries = Object.entries(resource).map(([key, value]) => {
    if (key === 'DependsOn') return [key, [value].flat().map((id) => name(String(id)))];
    return [key, walk(value, key !== 'Properties')];
  });
  return Object.fromEntries(entries);
}
