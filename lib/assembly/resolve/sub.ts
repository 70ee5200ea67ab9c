import { isObject, own } from '../json.ts';
import type { TemplateStack } from '../model.ts';
import type { FunctionContext, Intrinsic } from './intrinsics.ts';
import { joinText, literal, type Resolved, unknown } from './values.ts';

/** `Fn::Sub`: a text with `${Name}`, `${Resource.Attribute}` and `${!Literal}`. */
export function resolveSub(
  context: FunctionContext,
  stack: TemplateStack,
  argument: unknown,
  lookUp: { ref: Intrinsic; getAtt: Intrinsic },
): Resolved {
  const [text, variables]: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
  if (typeof text !== 'string') return unknown('invalid', 'Fn::Sub is given no text');
  const parts: Resolved[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$\{(!?)([^{}]*)\}/g)) {
    const [whole, bang, name = ''] = match;
    parts.push(literal(text.slice(end, match.index)));
    end = match.index + whole.length;
    const key = name.trim();
    if (bang === '!') parts.push(literal(`\${${name}}`));
    else if (isObject(variables) && Object.hasOwn(variables, key)) {
      parts.push(context.resolve(stack, own(variables, key)));
    } else parts.push((key.includes('.') ? lookUp.getAtt : lookUp.ref)(context, stack, key));
  }
  parts.push(literal(text.slice(end)));
  return joinText(parts);
}
