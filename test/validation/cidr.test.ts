import { describe, expect, test } from 'vitest';
import { formatCidr, overlap, parseCidr, startOf } from '../../lib/validation/index.ts';

const block = (text: string) => {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`${text} is no block`);
  return parsed;
};

describe('an IPv4 block', () => {
  test.each(['10.0.0.0/16', '0.0.0.0/0', '255.255.255.255/32', '10.1.2.3/8'])(
    '%s is read, and written as it was',
    (text) => expect(formatCidr(block(text))).toBe(text),
  );

  test.each(['10.0.0.0', '10.0.0.0/33', '256.0.0.0/8', '10.0.0/8', ' 10.0.0.0/8', 'fd00::/8'])(
    '%s is none',
    (text) => expect(parseCidr(text)).toBeUndefined(),
  );

  test('begins where its prefix says', () => {
    expect(formatCidr({ ...block('10.1.2.3/8'), address: startOf(block('10.1.2.3/8')) })).toBe(
      '10.0.0.0/8',
    );
  });

  test.each([
    ['10.8.0.0/16', '10.8.128.0/17', true],
    ['10.8.128.0/17', '10.8.0.0/16', true],
    ['10.8.0.0/17', '10.8.128.0/17', false],
    ['10.8.0.0/16', '10.9.0.0/16', false],
    ['0.0.0.0/0', '255.0.0.0/8', true],
  ])('%s and %s overlap: %s', (a, b, answer) => {
    expect(overlap(block(a), block(b))).toBe(answer);
  });
});
