import type { RuleSamples } from '../../support/samples.ts';

const fn = 'Work: { Type: AWS::Lambda::Function }';

const machine = (states: string) => `
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties: { Definition: { StartAt: One, States: { ${states} } } }
`;
const invoke = (more = '') =>
  `One: { Type: Task, Resource: 'arn:aws:states:::lambda:invoke', End: true ${more} }`;
const retry = ', Retry: [{ ErrorEquals: [States.ALL] }]';

export const samples: RuleSamples = {
  pass: {
    'a task with Retry': machine(invoke(retry)),
    'a task with Catch': machine(invoke(', Catch: [{ ErrorEquals: [States.ALL], Next: Failed }]')),
    'a map that is retried whole': machine(
      `Each: { Type: Map, ItemProcessor: { States: { ${invoke()} } } ${retry} }`,
    ),
    'a text': [
      fn,
      `
      Machine:
        Type: AWS::StepFunctions::StateMachine
        Properties:
          DefinitionString: !Sub '{"States":{"One":{"Type":"Task","Resource":"\${Work.Arn}","Retry":[{"ErrorEquals":["States.ALL"]}]}}}'
      `,
    ],
  },
  fail: {
    'a task with neither': machine(invoke()),
    'a task with an empty list': machine(invoke(', Retry: []')),
    'a function in a branch': machine(
      `All: { Type: Parallel, Branches: [{ States: { ${invoke()} } }, { States: { ${invoke(retry)} } }] }`,
    ),
    'a text': [
      fn,
      `
      Machine:
        Type: AWS::StepFunctions::StateMachine
        Properties:
          DefinitionString: !Sub '{"States":{"One":{"Type":"Task","Resource":"\${Work.Arn}"}}}'
      `,
    ],
    'a function by a substitution': [
      fn,
      `
      Machine:
        Type: AWS::StepFunctions::StateMachine
        Properties:
          Definition: { States: { One: { Type: Task, Resource: '\${Function}' } } }
          DefinitionSubstitutions: { Function: !GetAtt Work.Arn }
      `,
    ],
  },
  unknown: {
    'a definition elsewhere': `
      Machine:
        Type: AWS::StepFunctions::StateMachine
        Properties: { DefinitionS3Location: { Bucket: code, Key: machine.json } }
    `,
    'a text that is not JSON': `
      Machine: { Type: AWS::StepFunctions::StateMachine, Properties: { DefinitionString: '{' } }
    `,
  },
  notApplicable: {
    'calls of other services': machine(
      "One: { Type: Task, Resource: 'arn:aws:states:::dynamodb:putItem', End: true }",
    ),
  },
};
