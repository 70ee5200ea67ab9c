import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { AuroraSchema } from '../../constructs/database/index.ts';
import type { Plan, RegionPlan } from '../strategies/index.ts';
import { type DataStack, databaseUser } from './data-stack.ts';
import { operatorOutputs } from './operator-outputs.ts';
import { stackProps } from './stack-props.ts';

interface SchemaStackProps {
  readonly key: kms.IKey;
  readonly vpc: ec2.IVpc;
  readonly data: DataStack;
}

/**
 * Brings user and schema of the database up to date: in the Region that has the writer when it is
 * deployed, which no template knows, and before the service in any of them.
 */
export class SchemaStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    plan: Plan,
    { region }: RegionPlan,
    { key, vpc, data }: SchemaStackProps,
  ) {
    super(
      scope,
      id,
      stackProps(plan, region, {
        description: `Database user and schema of ${plan.name}`,
        stateful: false,
      }),
    );
    const { migrations } = plan.database ?? {};
    const schema = new AuroraSchema(this, 'Schema', {
      database: data.database,
      vpc,
      encryptionKey: key,
      userName: databaseUser,
      ...(migrations !== undefined && { migrations }),
    });
    operatorOutputs(this, {
      SchemaFunctionName: [
        schema.function.functionName,
        'What applies migrations, to be invoked by hand after a failover',
      ],
    });
  }
}

/** Whether there is somebody who connects as the application's user, or a schema that is declared. */
export function declaresSchema({ workload, database }: Plan): boolean {
  return workload !== undefined || database?.migrations !== undefined;
}
