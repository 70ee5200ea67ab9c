/**
 * Whether an address looks as if it held a secret: whoever knows it may use it, as with the addresses
 * that incident services give. A path that is long and random, or a parameter that is called like a
 * key; short ones are taken for names, which is why a `false` promises nothing.
 */
export function looksSecret(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { pathname, searchParams, password } = new URL(address);
  const parts = [...pathname.split('/'), ...searchParams.values()];
  const isNamedSo = [...searchParams].some(([name, value]) => value !== '' && KEYS.test(name));
  return password !== '' || isNamedSo || parts.some(isRandom);
}

const KEYS = /key|token|secret|sig|auth|passw|code/i;

function isRandom(part: string): boolean {
  const has = (...patterns: readonly RegExp[]) => patterns.every((pattern) => pattern.test(part));
  return (
    has(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/i) ||
    (has(/[A-Za-z\d]{16}/, /\d/, /[A-Za-z]/) && !has(/[^A-Za-z\d]/)) ||
    has(/[\w-]{20}/, /[a-z]/, /[A-Z]/, /\d/)
  );
}

/** An address of which a log may be told: where it leads, without what only some may know. */
export function withoutSecret(address: string): string {
  return address.replace(/^(https?:\/\/)(?:[^/@]*@)?([^/?#]*).*$/s, '$1$2/…');
}
