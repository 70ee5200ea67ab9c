import { join } from 'node:path';
import {
  type Problem,
  type Processor,
  processorOf,
  processorOfRuntime,
} from '../validation/index.ts';
import type { Plan } from './plan.ts';

/** What runs on another processor than the instances have, and so on none of them. */
export function processorProblems({ workload, instanceType }: Plan): Problem[] {
  if (workload?.folder === undefined) return [];
  const { folder, runtime, start, workers } = workload;
  const expected = processorFor(instanceType);
  const problem = (
    key: string,
    value: string | undefined,
    find: (value: string) => Processor | undefined,
    remedy: string,
  ): Problem[] => {
    const found = value === undefined ? undefined : find(value);
    if (found === undefined || found === expected) return [];
    const what = `what runs on ${expected}, the processor of instanceType '${instanceType}', not on ${found}`;
    return [{ key, value, expected: what, remedy }];
  };
  const program = (command: string) =>
    processorOf(join(folder, command.trim().split(/\s/)[0] ?? ''));
  const build = `build it for Linux on ${expected}, or choose another instanceType`;
  return [
    ...problem(
      'workload.runtime',
      runtime,
      processorOfRuntime,
      `name one for ${expected}; npm run runtime -- --arch ${expected} makes .runtime/${expected}.tar.gz, with Node`,
    ),
    ...problem('workload.start', start, program, build),
    ...problem('workload.workers.start', workers?.start, program, build),
  ];
}

/**
 * By the name of a type, as the CDK tells it when it chooses the image.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
function processorFor(instanceType: string): Processor {
  return /^(a\d|[a-z]+\d+[a-z-]*g)/.test(instanceType) ? 'arm64' : 'x64';
}
