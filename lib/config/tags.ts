import { type Check, isFields, memberKey, type Problem } from '../validation/index.ts';

/**
 * A resource takes 50 tags
 * (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions); the CDK
 * and the drills add up to five of their own.
 */
const mostTags = 45;

/** Letters, digits, spaces and `+ - = . _ : / @`: what every service takes. */
const allowed = /^[\p{L}\p{N}\p{Z}+\-=._:/@]*$/u;

const isReserved = (text: string) => text.toLowerCase().startsWith('aws:');

/** Every mistake in the tags; that they are an object at all is checked elsewhere. */
export function tagProblems(tags: unknown): readonly Problem[] {
  if (!isFields(tags)) return [];
  const count = Object.keys(tags).length;
  const tooMany: Problem[] =
    count > mostTags
      ? [
          {
            key: 'tags',
            value: count,
            expected: `at most ${mostTags} tags`,
            remedy: 'remove some: a resource takes 50, and some get five more',
          },
        ]
      : [];
  const wrong = Object.entries(tags).flatMap(([name, value]) => {
    const key = memberKey('tags', name);
    return [...nameProblems(key, name, value), ...tagValue(key, value)];
  });
  return [...tooMany, ...wrong];
}

function nameProblems(key: string, name: string, value: unknown): Problem[] {
  if (!isReserved(name) && name.length > 0 && name.length <= 128 && allowed.test(name)) return [];
  return [
    {
      key,
      value,
      expected:
        'a tag name of 1 to 128 letters, digits, spaces and + - = . _ : / @, and not one of AWS (aws:…)',
      remedy: 'rename the tag',
    },
  ];
}

const tagValue: Check = (key, value) =>
  typeof value === 'string' && value.length <= 256 && allowed.test(value) && !isReserved(value)
    ? []
    : [
        {
          key,
          value,
          expected:
            'a string of at most 256 letters, digits, spaces and + - = . _ : / @ that does not begin with aws:',
          remedy: 'put it in quotes, without other characters',
        },
      ];
