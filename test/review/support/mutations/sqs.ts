import { anywhere, sharesTraffic } from '../../../support/plans.ts';
import { type Also, type Mutation, remove, set } from './mutation.ts';

const data = 'eu-west-1-data';
const queue = `${data}/Queue`;
const deadLetters = `${data}/QueueDeadLetterQueue`;

/** In an active-active set the other Region relies on this one as well, and watches the same. */
function unwatched(on: string): Also {
  return {
    rule: 'HA-OBS-6',
    on,
    why: 'the other Region watches its own',
    in: sharesTraffic,
  };
}

export const sqs: readonly Mutation[] = [
  {
    rule: 'HA-SQS-1',
    breaks: 'what cannot be processed is retried until it expires',
    in: anywhere,
    at: queue,
    change: remove('Properties/RedrivePolicy'),
  },
  {
    rule: 'HA-SQS-2',
    breaks: 'one failure makes a message a dead letter',
    in: anywhere,
    at: queue,
    change: set('Properties/RedrivePolicy/maxReceiveCount', 1),
  },
  {
    rule: 'HA-SQS-3',
    breaks: 'dead letters expire with the messages',
    in: anywhere,
    at: deadLetters,
    change: set('Properties/MessageRetentionPeriod', 345600),
    found: [queue],
  },
  {
    rule: 'HA-SQS-5',
    breaks: 'nobody hears of dead letters',
    in: anywhere,
    // Neither of any, nor of more than before.
    at: 'eu-west-1-(data/QueueDeadLetterAlarm|service/WorkersGroupDeploymentNewDeadLetters)',
    change: remove(),
    found: [deadLetters],
    also: [unwatched(deadLetters)],
  },
  {
    rule: 'HA-SQS-6',
    breaks: 'nobody hears of messages that wait',
    in: anywhere,
    at: `${data}/QueueAgeAlarm`,
    change: remove(),
    found: [queue],
    also: [unwatched(queue)],
  },
  {
    rule: 'HA-SQS-8',
    breaks: 'workers scale by their CPU alone',
    in: anywhere,
    at: 'eu-west-1-service/WorkersBacklogPolicy',
    change: remove(),
    found: ['eu-west-1-service/WorkersGroupASG'],
  },
];
