import type { RuleSamples } from '../../support/samples.ts';

const mapping = (more = '') => `
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { StartingPosition: LATEST${more} }
`;

export const samples: RuleSamples = {
  pass: {
    'five attempts': mapping(", MaximumRetryAttempts: '5'"),
    'an hour': mapping(', MaximumRecordAgeInSeconds: 3600'),
  },
  fail: {
    'the default, without end': mapping(),
    'without end, as chosen': mapping(', MaximumRetryAttempts: -1'),
  },
  unknown: {
    'attempts that are given at deployment': [
      'Parameters: { Attempts: { Type: Number } }\nResources: {}',
      mapping(', MaximumRetryAttempts: !Ref Attempts'),
    ],
  },
  notApplicable: {
    'a queue': 'Mapping: { Type: AWS::Lambda::EventSourceMapping }',
    'Apache Kafka': mapping(', Topics: [orders]'),
  },
};
