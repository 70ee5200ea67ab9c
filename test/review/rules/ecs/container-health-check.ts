import type { RuleSamples } from '../../support/samples.ts';

const worker = (container: string, service = '') => `
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: { ContainerDefinitions: [{ Name: app }, ${container}] }
  Worker: { Type: AWS::ECS::Service, Properties: { TaskDefinition: !Ref Task ${service} } }
`;

export const samples: RuleSamples = {
  pass: {
    'one container is asked': worker('{ Name: main, HealthCheck: { Command: [CMD, /check] } }'),
  },
  fail: {
    'no container is asked': worker('{ Name: main }'),
    'an empty list of load balancers': worker('{ Name: main }', ', LoadBalancers: []'),
  },
  unknown: {
    'a task definition that is elsewhere':
      'Worker: { Type: AWS::ECS::Service, Properties: { TaskDefinition: worker:3 } }',
  },
  notApplicable: {
    'a load balancer asks': worker('{ Name: main }', ', LoadBalancers: [{ ContainerName: app }]'),
  },
};
