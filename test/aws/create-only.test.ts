import { expect, test } from 'vitest';
import { CREATE_ONLY } from '../../lib/aws/create-only.ts';
import { replacingProperties } from '../support/specification.ts';

test.each(Object.entries(CREATE_ONLY))(
  'a change of these properties replaces %s',
  (type, names) => {
    expect(replacingProperties(type)).toEqual(expect.arrayContaining([...names]));
  },
);
