import { expect, test } from 'vitest';
import { configWith } from '../support/config.ts';
import { synthesize } from '../support/templates.ts';

test('an endpoint behind a secret is read in each Region, by its name', () => {
  const endpoint = { secret: 'evenkeel/pager' };
  const alerts = { page: [{ endpoint }], ticket: [{ endpoint }, 'team@example.com'] };
  const stacks = synthesize(configWith({ alerts }));
  const subscriptions = stacks.flatMap(({ name, template }) =>
    Object.values(template.Resources)
      .filter(({ Type }) => Type === 'AWS::SNS::Subscription')
      .filter(({ Properties }) => Properties?.Protocol === 'https')
      .map(({ Properties }) => [name, Properties?.Endpoint]),
  );
  const reference = '{{resolve:secretsmanager:evenkeel/pager:SecretString:::}}';
  expect(subscriptions.sort()).toEqual(
    [
      'evenkeel-eu-central-1-foundation',
      'evenkeel-eu-west-1-foundation',
      'evenkeel-global',
    ].flatMap((stack) => [
      [stack, reference],
      [stack, reference],
    ]),
  );
});
