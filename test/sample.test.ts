import { expect, test } from 'vitest';
import config from '../evenkeel.config.ts';
import sample from '../scripts/sample.config.ts';

// Whoever has made it theirs has given it another name.
test.runIf(config.name === sample.name)(
  'a new clone has the config that the tests are about',
  () => {
    expect(config).toEqual(sample);
  },
);
