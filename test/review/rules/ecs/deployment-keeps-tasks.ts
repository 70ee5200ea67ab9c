import type { RuleSamples } from '../../support/samples.ts';
import { openService, service } from './service.ts';

const BREAKER = 'DeploymentCircuitBreaker: { Enable: true, Rollback: true }';
const deployment = (settings: string, properties = 'DesiredCount: 3') =>
  service(`${properties}, DeploymentConfiguration: { ${settings} }`);

export const samples: RuleSamples = {
  pass: {
    'a blue/green deployment, whatever the percentages of rolling updates': deployment(
      `Strategy: BLUE_GREEN, ${BREAKER}, MinimumHealthyPercent: 0`,
    ),
    'a circuit breaker': deployment(BREAKER),
    alarms: deployment("Alarms: { AlarmNames: [down], Enable: 'true', Rollback: true }"),
    'half of many tasks': deployment(`${BREAKER}, MinimumHealthyPercent: 50`, 'DesiredCount: 6'),
  },
  fail: {
    'a blue/green deployment that nothing rolls back': deployment('Strategy: BLUE_GREEN'),
    'no task more and none less': deployment(
      `${BREAKER}, MinimumHealthyPercent: 100, MaximumPercent: 100`,
    ),
    'a share that is less than a task': deployment(
      `${BREAKER}, MinimumHealthyPercent: 90, MaximumPercent: 120`,
    ),
    'no configuration': service('DesiredCount: 3'),
    'a circuit breaker that stops only': deployment(
      'DeploymentCircuitBreaker: { Enable: true, Rollback: false }',
    ),
    'half of two tasks': deployment(`${BREAKER}, MinimumHealthyPercent: 50`, 'DesiredCount: 2'),
  },
  unknown: {
    'a configuration that is given at deployment': openService('DeploymentConfiguration'),
    'half of a number that is given at deployment': openService(
      'DesiredCount',
      `DeploymentConfiguration: { ${BREAKER}, MinimumHealthyPercent: 50 }`,
    ),
  },
  notApplicable: {
    'a service that CodeDeploy deploys': service('DeploymentController: { Type: CODE_DEPLOY }'),
  },
};
