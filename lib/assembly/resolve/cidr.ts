import { literal, type Resolved, unknown, withProvenance } from './values.ts';

const MAX_BLOCKS = 256;

/**
 * `Fn::Cidr`: the first `count` IPv4 blocks of 2^bits addresses inside a block.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
 */
export function cidrBlocks(block: Resolved, rest: readonly Resolved[]): Resolved {
  const [count, bits] = rest;
  const n = count?.kind === 'literal' ? Number(count.value) : Number.NaN;
  const size = bits?.kind === 'literal' ? Number(bits.value) : Number.NaN;
  const range = block.kind === 'literal' ? parseCidr(String(block.value)) : undefined;
  const valid =
    range !== undefined &&
    Number.isInteger(n) &&
    n >= 1 &&
    n <= MAX_BLOCKS &&
    Number.isInteger(size) &&
    size >= 0 &&
    size <= 32 - range.prefix &&
    n * 2 ** size <= 2 ** (32 - range.prefix);
  if (!valid) {
    return unknown(
      'attribute',
      'the block of Fn::Cidr is known at deployment only',
      block,
      ...rest,
    );
  }
  const items = Array.from({ length: n }, (_, i) =>
    literal(`${formatAddress(range.start + i * 2 ** size)}/${32 - size}`),
  );
  return withProvenance({ kind: 'list', items }, block, ...rest);
}

/** First address and prefix length of an IPv4 block; undefined if it is none. */
export function parseCidr(text: string): { start: number; prefix: number } | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [a, b, c, d, prefix] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (Math.max(a, b, c, d) > 255 || prefix > 32) return undefined;
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const size = 2 ** (32 - prefix);
  return { start: address - (address % size), prefix };
}

function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}
