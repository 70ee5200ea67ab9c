import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';
import { functionTasksIn } from './state-machines.ts';

/**
 * Only tasks that call a function are judged, as AWS recommends a retry of these by name: what
 * another call is worth after a failure is the owner's to know. A `Retry` or
 * `Catch` of a state around them counts for all that is inside.
 */
export const rule: ResourceRule = {
  id: 'HA-SQS-10',
  consequence: 'a passing error of Lambda fails the whole execution',
  title: 'A state machine retries its functions, or catches their failures',
  rationale:
    'Lambda now and then answers with an error of its own, or throttles: without Retry and Catch the first one ends the execution, with what it was to do.',
  severity: 'warning',
  fix: 'Add Retry to the task, for Lambda.ServiceException, Lambda.AWSLambdaException, Lambda.SdkClientException and Lambda.TooManyRequestsException.',
  wellArchitected: ['REL11-BP03'],
  docs: [
    'https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html',
    'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html',
  ],
  appliesTo: ['AWS::StepFunctions::StateMachine'],
  check(machine, { graph }) {
    const definitions = ['Definition', 'DefinitionString', 'DefinitionS3Location'] as const;
    const property = definitions.filter((one) => graph.get(machine, one).kind !== 'absent');
    const at = property.slice(0, 1);
    const tasks = functionTasksIn(
      graph.get(machine, ...at),
      graph.get(machine, 'DefinitionSubstitutions'),
    );
    if (tasks === undefined) return unknown('the definition is not at hand', { property: at });
    if (tasks.length === 0) return undefined;
    const bare = tasks.filter(({ isGuarded }) => !isGuarded).map(({ name }) => name);
    if (bare.length === 0) return pass('every function is retried, or caught', { property: at });
    const names = bare.slice(0, 3).join(', ');
    const more = bare.length > 3 ? ` and ${bare.length - 3} more` : '';
    return fail(`without Retry and Catch: ${names}${more}`, { property: at });
  },
};
