import type { RuleSamples } from '../../support/samples.ts';

const step = (name: string, minutes: string) =>
  `{ Name: ${name}, ExecutionBlockConfiguration: { Route53HealthCheckConfig: { TimeoutMinutes: ${minutes} } } }`;
const together = (...steps: readonly string[]) =>
  `{ Name: together, ExecutionBlockConfiguration: { ParallelConfig: { Steps: [${steps.join(', ')}] } } }`;
const workflow = (action: string, ...steps: readonly string[]) =>
  `{ WorkflowTargetAction: ${action}, Steps: [${steps.join(', ')}] }`;
const plan = (...workflows: readonly string[]) => `
  Switch:
    Type: AWS::ARCRegionSwitch::Plan
    Properties: { RecoveryApproach: activePassive, Workflows: [${workflows.join(', ')}] }
`;
const within = (rtoSeconds: number | undefined, ...resources: readonly string[]) => ({
  stacks: { 'eu-west-1/App': resources },
  profile: rtoSeconds === undefined ? {} : { objectives: { rtoSeconds } },
});

export const samples: RuleSamples = {
  pass: {
    'steps that fit': within(600, plan(workflow('activate', step('a', '5'), step('b', '5')))),
    'steps in parallel': within(
      600,
      plan(workflow('activate', together(step('a', '8'), step('b', '7')), step('c', '2'))),
    ),
    'a workflow for each Region': within(
      600,
      plan(workflow('activate', step('a', '5')), workflow('activate', step('a', '10'))),
    ),
    'active Regions, of which one is taken out at once, and back in slowly': within(
      300,
      plan(workflow('deactivate', step('a', '5')), workflow('activate', step('b', '60'))).replace(
        'activePassive',
        'activeActive',
      ),
    ),
  },
  fail: {
    'one after the other': within(600, plan(workflow('activate', step('a', '9'), step('b', '2')))),
    'the longest of parallel ones': within(
      600,
      plan(workflow('activate', together(step('a', '9'), step('b', '1')), step('c', '2'))),
    ),
    'one Region of two': within(
      600,
      plan(workflow('activate', step('a', '5')), workflow('activate', step('a', '11'))),
    ),
  },
  unknown: {
    'a timeout that is given at deployment': within(
      600,
      'Parameters: { Minutes: { Type: Number } }\nResources: {}',
      plan(workflow('activate', step('a', '!Ref Minutes'))),
    ),
    'a step without a timeout': within(600, plan(workflow('activate', '{ Name: a }'))),
  },
  notApplicable: {
    'no objective': within(undefined, plan(workflow('activate', step('a', '60')))),
  },
};
