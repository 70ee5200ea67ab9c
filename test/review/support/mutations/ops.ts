import { anywhere } from '../../../support/plans.ts';
import { type Mutation, remove, set } from './mutation.ts';

const data = 'eu-west-1-data';
const drills = 'eu-west-1-drills';

export const ops: readonly Mutation[] = [
  {
    rule: 'HA-OPS-1',
    breaks: 'the stack of the data can be deleted',
    in: anywhere,
    at: data,
    change: set('terminationProtection', false),
  },
  ...['Sessions', 'Database', 'DatabaseMasterSecret'].flatMap((id): readonly Mutation[] => [
    {
      rule: 'HA-OPS-2',
      breaks: `nothing says what becomes of ${id} when it is deleted`,
      in: anywhere,
      at: `${data}/${id}`,
      change: remove('DeletionPolicy'),
    },
    {
      rule: 'HA-OPS-2',
      breaks: `nothing says what becomes of ${id} when it is replaced`,
      in: anywhere,
      at: `${data}/${id}`,
      change: remove('UpdateReplacePolicy'),
      // For a database, CloudFormation's default is a snapshot on deletion, but not on replacement.
      ...(id === 'Database' && {
        also: [{ rule: 'HA-AUR-7', on: `${data}/${id}`, why: 'by default it is deleted' }],
      }),
    },
  ]),
  {
    rule: 'HA-OPS-4',
    breaks: 'an experiment goes on whatever it breaks',
    in: anywhere,
    at: `${drills}/Experimentswriterfailover`,
    change: set('Properties/StopConditions', [{ Source: 'none' }]),
  },
  {
    rule: 'HA-OPS-8',
    breaks: 'the name of the database is an output of another stack',
    in: anywhere,
    at: 'eu-west-1-data/Database',
    change: set('Properties/DatabaseName', {
      'Fn::GetStackOutput': { StackName: 'names', Region: 'eu-west-1', OutputName: 'Name' },
    }),
  },
];
