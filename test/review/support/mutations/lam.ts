import { anywhere } from '../../../support/plans.ts';
import { edit, type Mutation } from './mutation.ts';

export const lam: readonly Mutation[] = [
  {
    rule: 'HA-LAM-1',
    breaks: 'the function of the schema is in one zone',
    in: anywhere,
    at: 'eu-west-1-schema/SchemaFunction',
    change: edit('Properties/VpcConfig/SubnetIds', (subnets) => (subnets as unknown[]).slice(0, 1)),
  },
];
