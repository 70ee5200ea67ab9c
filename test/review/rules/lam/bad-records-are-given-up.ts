import type { RuleSamples } from '../../support/samples.ts';

const mapping = (more = '') => `
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { StartingPosition: LATEST${more} }
`;

const pipe = (source: string) =>
  `Pipe: { Type: AWS::Pipes::Pipe, Properties: { SourceParameters: { ${source} } } }`;

export const samples: RuleSamples = {
  pass: {
    'five attempts': mapping(", MaximumRetryAttempts: '5'"),
    'a pipe of a stream': pipe(
      'KinesisStreamParameters: { StartingPosition: LATEST, MaximumRetryAttempts: 3 }',
    ),
    'an hour': mapping(', MaximumRecordAgeInSeconds: 3600'),
  },
  fail: {
    'the default, without end': mapping(),
    'a pipe of a table, without end': pipe(
      'DynamoDBStreamParameters: { StartingPosition: LATEST }',
    ),
    'without end, as chosen': mapping(', MaximumRetryAttempts: -1'),
  },
  unknown: {
    'attempts that are given at deployment': [
      'Parameters: { Attempts: { Type: Number } }\nResources: {}',
      mapping(', MaximumRetryAttempts: !Ref Attempts'),
    ],
  },
  notApplicable: {
    'a pipe of a queue': pipe('SqsQueueParameters: { BatchSize: 10 }'),
    'a queue': 'Mapping: { Type: AWS::Lambda::EventSourceMapping }',
    'Apache Kafka': mapping(', Topics: [orders]'),
  },
};
