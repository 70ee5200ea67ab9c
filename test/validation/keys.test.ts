import fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemKey, memberKey, pathOf } from '../../lib/validation/index.ts';

test('keys are written as code would reach them', () => {
  expect(memberKey(itemKey(memberKey('', 'regions'), 1), 'cidr')).toBe('regions[1].cidr');
  expect(memberKey('tags', 'aws:owner')).toBe('tags["aws:owner"]');
});

test('a key leads back to the names and indices that it was made of', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.nat())), (path) => {
      const key = path.reduce<string>(
        (parent, each) =>
          typeof each === 'number' ? itemKey(parent, each) : memberKey(parent, each),
        '',
      );
      expect(pathOf(key)).toEqual(path);
    }),
  );
});
