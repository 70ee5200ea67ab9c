import type { RuleSamples } from '../../support/samples.ts';

const key = (policy: string, more = '') => `
  Key:
    Type: AWS::KMS::Key
    DeletionPolicy: ${policy}
    Properties: { EnableKeyRotation: true, ${more} }
`;

export const samples: RuleSamples = {
  pass: {
    'kept, with the default of thirty days': key('Retain'),
    'kept, except if its creation fails': key('RetainExceptOnCreate', "PendingWindowInDays: '30'"),
  },
  fail: {
    'deleted after a week': key('Retain', 'PendingWindowInDays: 7'),
    'deleted with its stack': key('Delete'),
    'deleted with its stack, the default': 'Key: { Type: AWS::KMS::Key }',
  },
  unknown: {
    'a parameter without a default': [
      'Parameters: { Days: { Type: Number } }\nResources: {}',
      key('Retain', 'PendingWindowInDays: !Ref Days'),
    ],
  },
  notApplicable: { 'a key that signs': key('Delete', 'KeyUsage: SIGN_VERIFY') },
};
