import { type JsonObject, setOwn } from '../json.ts';

/**
 * The long form of a YAML tag: `!Ref` is `Ref`, `!Condition` is `Condition`, every other function
 * has the `Fn::` prefix. Undefined for a tag that is no function.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function longForm(tag: string): string | undefined {
  const name = /^!([A-Z][A-Za-z0-9]*)$/.exec(tag)?.[1];
  if (name === undefined) return undefined;
  return name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
}

/** The tagged value as it would be written in JSON. */
export function expandShortForm(name: string, value: unknown): JsonObject {
  const expanded = {};
  const isAttribute = name === 'Fn::GetAtt' && typeof value === 'string';
  setOwn(expanded, name, isAttribute ? splitAttribute(value) : value);
  return expanded;
}

/** `Resource.Attribute.Name` at its first dot: logical IDs have none, attributes may. */
export function splitAttribute(text: string): [logicalId: string, attribute: string] | [string] {
  const dot = text.indexOf('.');
  return dot === -1 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
