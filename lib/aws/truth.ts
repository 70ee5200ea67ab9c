/** What is asked of templates; undefined: it is known at deployment only. */
export type Truth = boolean | undefined;

/** Whether any of several holds: one that is certain decides it. */
export function anyOf(truths: readonly Truth[]): Truth {
  return truths.includes(true) || (truths.includes(undefined) ? undefined : false);
}

/** Whether all of several hold: one that certainly does not decides it. */
export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}
