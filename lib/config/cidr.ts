/** An IPv4 range as numbers: `first` to `last`, both in it. */
export interface Ipv4Range {
  readonly prefixLength: number;
  readonly first: number;
  readonly last: number;
}

/** Reads `10.0.0.0/16`. Undefined when it is not CIDR notation, or has bits set behind the prefix. */
export function parseCidr(text: string): Ipv4Range | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefixLength = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some((octet) => octet > 255) || prefixLength > 32) return undefined;
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  const size = 2 ** (32 - prefixLength);
  return first % size === 0 ? { prefixLength, first, last: first + size - 1 } : undefined;
}

export function overlap(a: Ipv4Range, b: Ipv4Range): boolean {
  return a.first <= b.last && b.first <= a.last;
}
