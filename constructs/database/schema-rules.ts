import type { RemovalPolicy } from 'aws-cdk-lib/core';
import { notSqlIn } from '../../lib/validation/index.ts';
import { noSnapshots } from '../removal.ts';
import type { Subnets } from '../subnets.ts';
import { isUnknown } from '../unknown.ts';
import type { ValidationRule } from '../validation.ts';

/** The props of a schema with their defaults, and what has to be known of the network. */
export interface CheckedSchema {
  readonly subnets: Subnets;
  /** Whether the range of addresses of the VPC is known. */
  readonly cidrIsKnown: boolean;
  readonly migrations: string | undefined;
  readonly userName: string;
  readonly removalPolicy: RemovalPolicy;
}

/** What must not hold for a schema. */
export const schemaRules: ValidationRule<CheckedSchema>[] = [
  {
    condition: ({ subnets }) => subnets.mostZones < 2,
    message: ({ subnets }) =>
      `'vpcSubnets' must select subnets in at least 2 Availability Zones, got ${subnets.found}: ` +
      `left out, it selects the isolated subnets of 'vpc'; select others, from which Secrets Manager ` +
      'can be reached',
  },
  {
    condition: ({ cidrIsKnown }) => !cidrIsKnown,
    message: () =>
      `'vpc' must come with its range of addresses, through which Secrets Manager is reached, got an ` +
      `imported VPC without one: pass 'vpcCidrBlock' to Vpc.fromVpcAttributes`,
  },
  {
    condition: ({ migrations }) => migrations !== undefined && notSqlIn(migrations) === undefined,
    message: ({ migrations }) =>
      `'migrations' must be a folder that is there, seen from where cdk runs, got '${migrations}': ` +
      'make it first, or correct the path',
  },
  {
    condition: ({ migrations }) => foundIn(migrations).length > 0,
    message: ({ migrations }) =>
      `'migrations' must hold SQL files alone, such as 0001_orders.sql, got ` +
      `${foundIn(migrations).join(', ')} in '${migrations}': move or rename what is something else`,
  },
  {
    condition: ({ userName }) => !isUnknown(userName) && !/^[a-z_][a-z0-9_]{0,62}$/.test(userName),
    message: ({ userName }) =>
      `'userName' must be up to 63 lower-case letters, digits and underscores, got '${userName}'`,
  },
  noSnapshots,
];

const foundIn = (folder: string | undefined) => (folder && notSqlIn(folder)) || [];
