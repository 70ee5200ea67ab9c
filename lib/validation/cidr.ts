/** An IPv4 block as numbers. */
export interface CidrBlock {
  /** The address before the slash, which need not be the first of the block. */
  readonly address: number;
  readonly prefix: number;
}

/** Reads `10.0.0.0/16`; undefined when it is not CIDR notation. */
export function parseCidr(text: string): CidrBlock | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if (Math.max(a, b, c, d) > 255 || prefix > 32) return undefined;
  return { address: ((a * 256 + b) * 256 + c) * 256 + d, prefix };
}

/** How many addresses a block has. */
export function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix);
}

/** The first address of the block that an address lies in. */
export function startOf({ address, prefix }: CidrBlock): number {
  return address - (address % sizeOf(prefix));
}

export function formatCidr({ address, prefix }: CidrBlock): string {
  const octets = [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256);
  return `${octets.join('.')}/${prefix}`;
}

export function overlap(a: CidrBlock, b: CidrBlock): boolean {
  const wider = Math.min(a.prefix, b.prefix);
  return startOf({ ...a, prefix: wider }) === startOf({ ...b, prefix: wider });
}
