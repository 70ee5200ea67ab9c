import { describe, expect, test } from 'vitest';
import { didYouMean, nearest, suggestion } from '../../lib/validation/index.ts';

describe('a misspelt word', () => {
  test.each([
    ['reveiw', 'review'],
    ['reviwe', 'review'],
    ['Review', 'review'],
    ['markdwon', 'markdown'],
    ['xml', undefined],
    ['mark', 'markdown'],
    ['prediction of a kind', undefined],
    ['', undefined],
  ])('%s is meant to be %s', (word, meant) => {
    expect(nearest(word, ['review', 'markdown', 'predict'])).toBe(meant);
  });

  test('is corrected in words', () => {
    expect(didYouMean('reveiw', ['review'])).toBe('; did you mean review?');
    expect(didYouMean('xml', ['review'])).toBe('');
    expect(suggestion('reveiw', ['review'])).toBe('did you mean review?');
    expect(suggestion('xml', ['review'])).toBeUndefined();
  });
});
