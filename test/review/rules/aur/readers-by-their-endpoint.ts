import type { RuleSamples } from '../../support/samples.ts';

const cluster = 'Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql } }';
const lambda = (name: string, endpoint: string) => `
  Api:
    Type: AWS::Lambda::Function
    Properties: { Environment: { Variables: { ${name}: !GetAtt Cluster.${endpoint}.Address } } }
`;
const task = (name: string, endpoint: string) => `
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - { Environment: [{ Name: ${name}, Value: !GetAtt Cluster.${endpoint}.Address }] }
`;

export const samples: RuleSamples = {
  pass: {
    'a variable of a function': [cluster, lambda('DB_READER_HOST', 'ReadEndpoint')],
    'a variable of a container': [cluster, task('readOnlyHost', 'ReadEndpoint')],
  },
  fail: {
    'a variable of a function': [cluster, lambda('DB_READER_HOST', 'Endpoint')],
    'a variable of a container': [cluster, task('REPLICA_URL', 'Endpoint')],
    'a name in which words begin with capitals': [cluster, task('dbReadOnlyHost', 'Endpoint')],
    'a part of a text': [
      cluster,
      `
      Api:
        Type: AWS::Lambda::Function
        Properties:
          Environment: { Variables: { READ_URL: !Sub 'mysql://\${Cluster.Endpoint.Address}/shop' } }
      `,
    ],
    'a parameter': [
      cluster,
      `
      Reader:
        Type: AWS::SSM::Parameter
        Properties: { Name: /shop/db/reader, Value: !GetAtt Cluster.Endpoint.Address }
      `,
    ],
  },
  unknown: 'a name tells what it is for, or nothing is said of it',
  notApplicable: {
    'a name that does not say what it is for': [cluster, lambda('DB_HOST', 'Endpoint')],
    'a name in which it is a part of another word': [cluster, lambda('THREAD_DB', 'Endpoint')],
  },
};
