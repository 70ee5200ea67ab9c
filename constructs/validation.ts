import type { IConstruct } from 'constructs';

/** One fact about a construct's props that must not hold, and what to say when it does. */
export interface ValidationRule<Props> {
  /** True when the props are wrong. Leave values alone that are not known yet (tokens). */
  readonly condition: (props: Props) => boolean;
  /** The prop, what it must be, what it is, and what to change: lower case, no full stop. */
  readonly message: (props: Props) => string;
}

/**
 * Checks props against all rules and throws once, with every mistake in it.
 *
 * @throws Error that names the construct's path and lists the messages
 */
export function validateProps<Props>(
  scope: IConstruct,
  props: Props,
  rules: readonly ValidationRule<Props>[],
): void {
  const messages = new Set(
    rules.filter((rule) => rule.condition(props)).map((rule) => `  - ${rule.message(props)}`),
  );
  if (messages.size > 0) throw new Error([`${scope.node.path}:`, ...messages].join('\n'));
}

/**
 * The rules of a part, for the construct that fills in its props: whoever uses the whole is told of every
 * mistake at once, under the names that the props have there.
 *
 * @param propsOf the props of the part
 * @param names the props of the part that are called otherwise in the whole
 */
export function rulesOfPart<Whole, Part>(
  rules: readonly ValidationRule<Part>[],
  propsOf: (whole: Whole) => Part,
  names: Readonly<Record<string, string>> = {},
): ValidationRule<Whole>[] {
  return rules.map(({ condition, message }) => ({
    condition: (whole) => condition(propsOf(whole)),
    message: (whole) =>
      message(propsOf(whole)).replaceAll(/'(\w+)'/g, (_, name) => `'${names[name] ?? name}'`),
  }));
}
