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
  const messages = rules
    .filter((rule) => rule.condition(props))
    .map((rule) => `  - ${rule.message(props)}`);
  if (messages.length > 0) throw new Error([`${scope.node.path}:`, ...messages].join('\n'));
}
