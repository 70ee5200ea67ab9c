import type { TemplateStack } from '../model.ts';
import type { FunctionContext } from './intrinsics.ts';
import { joinText, literal, type Resolved, unknown, withProvenance } from './values.ts';

/**
 * Replaces `{{resolve:ssm:…}}` and `{{resolve:secretsmanager:…}}` by what they lead to, also where
 * a function puts the text together around a reference, as CDK does for a secret's ARN.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function resolveDynamicReferences(
  context: FunctionContext,
  stack: TemplateStack,
  text: Resolved,
): Resolved {
  const source = text.kind === 'text' ? text.parts : [text];
  if (!source.some((part) => isLiteralText(part) && part.value.includes(OPEN))) return text;
  const parts: Resolved[] = [];
  let reference: Resolved[] | undefined;
  for (const part of source) {
    let rest = isLiteralText(part) ? part.value : undefined;
    if (rest === undefined) (reference ?? parts).push(part);
    while (rest !== undefined && rest !== '') {
      const marker = reference === undefined ? OPEN : CLOSE;
      const at: number = rest.indexOf(marker);
      const before = withProvenance(literal(at === -1 ? rest : rest.slice(0, at)), part);
      (reference ?? parts).push(before);
      rest = at === -1 ? '' : rest.slice(at + marker.length);
      if (at === -1) continue;
      if (reference !== undefined) parts.push(lookUp(context, stack, reference));
      reference = reference === undefined ? [] : undefined;
    }
  }
  if (reference !== undefined) parts.push(literal(OPEN), ...reference);
  return withProvenance(joinText(parts), text);
}

const OPEN = '{{resolve:';
const CLOSE = '}}';

function isLiteralText(part: Resolved): part is Resolved & { kind: 'literal'; value: string } {
  return part.kind === 'literal' && typeof part.value === 'string';
}

function lookUp(
  context: FunctionContext,
  stack: TemplateStack,
  parts: readonly Resolved[],
): Resolved {
  const [first, second, third] = parts;
  const text = first !== undefined && isLiteralText(first) ? first.value : '';
  const colon = text.indexOf(':');
  const service = colon === -1 ? text : text.slice(0, colon);
  const name = colon === -1 ? '' : text.slice(colon + 1);
  if (service === 'ssm' && parts.length === 1) {
    return context.index.ssmParameter(context, stack, name.replace(/:\d+$/, ''));
  }
  if (service === 'secretsmanager' && parts.length === 1) {
    return context.index.secret(context, stack, name);
  }
  if (name === '' && second?.kind === 'reference' && parts.length <= 3) {
    const { node } = second;
    if (service === 'ssm' && node.type === 'AWS::SSM::Parameter') {
      return withProvenance(context.index.ssmValue(context, stack, node), second);
    }
    if (service === 'secretsmanager' && node.type.startsWith('AWS::SecretsManager::')) {
      const key = third !== undefined && isLiteralText(third) ? third.value : '';
      return withProvenance(context.index.secretValue(stack, node, key), second);
    }
  }
  const code = service.startsWith('ssm') ? 'ssm' : 'secretsmanager';
  return unknown(
    code,
    `a value of ${service || 'a service'} is known at deployment only`,
    ...parts,
  );
}
