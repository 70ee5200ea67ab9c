import type { RuleSamples } from '../../support/samples.ts';

const task = (log: string) => `
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: { ContainerDefinitions: [{ LogConfiguration: ${log} }] }
`;

export const samples: RuleSamples = {
  pass: {
    'the default': task('{ LogDriver: awslogs, Options: { awslogs-group: web } }'),
    'non-blocking': task('{ LogDriver: awslogs, Options: { mode: non-blocking } }'),
  },
  fail: {
    blocking: task('{ LogDriver: awslogs, Options: { mode: blocking } }'),
  },
  unknown: {
    'a mode that is given at deployment': `
      Parameters: { Mode: { Type: String } }
      Resources:
        Task:
          Type: AWS::ECS::TaskDefinition
          Properties:
            ContainerDefinitions:
              - LogConfiguration: { LogDriver: awslogs, Options: { mode: !Ref Mode } }
    `,
  },
  notApplicable: {
    'another driver': task('{ LogDriver: awsfirelens }'),
    'no container': 'Task: { Type: AWS::ECS::TaskDefinition }',
  },
};
