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

/** The same of questions: none is asked after one whose answer is no. */
export function allOfAsked(...questions: readonly (() => Truth)[]): Truth {
  let all: Truth = true;
  for (const question of questions) {
    const truth = question();
    if (truth === false) return false;
    if (truth === undefined) all = undefined;
  }
  return all;
}
