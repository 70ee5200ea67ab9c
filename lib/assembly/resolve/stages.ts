/** What the stage that serves users is called. */
const PRODUCTION = /^(?:live|prd|prod|production)$/i;

/** What stages before it are called. */
const BEFORE =
  /^(?:accept(?:ance)?|beta|dev|development|int|integration|pre-?prod|preview|qa|sandbox|sit|stage|staging|stg|test|testing|tst|uat)$/i;

/**
 * Whether a parameter has a value in production, as far as its values name stages; undefined where
 * they do not.
 */
export function isInProduction(
  value: string,
  allowed: readonly string[] | undefined,
): boolean | undefined {
  if (allowed !== undefined) {
    const production = allowed.find((one) => PRODUCTION.test(one));
    return production === undefined ? undefined : value === production;
  }
  if (PRODUCTION.test(value)) return true;
  return BEFORE.test(value) ? false : undefined;
}
