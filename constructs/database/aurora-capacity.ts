import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import type { ValidationRule } from '../validation.ts';

/** The range in which a Serverless v2 instance scales, in Aurora capacity units (ACU). */
export interface AcuRange {
  /** The least capacity of each instance, in steps of a half from 0.5 to 256. */
  readonly min: number;

  /** The most capacity of each instance, in steps of a half from 1 to 256. */
  readonly max: number;
}

/** Options of {@link AuroraCapacity.serverlessV2}. */
export interface ServerlessV2Options {
  /**
   * The least capacity of each instance, in ACU from 0.5 to 256. Not 0: an instance that has paused
   * takes 15 seconds and more to answer
   * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html).
   *
   * An instance that may have to take over the writer's load at once has to have about the
   * writer's capacity already: it scales in steps that grow with what it has
   * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html).
   */
  readonly minAcu: number;

  /** The most capacity of each instance, in ACU from 1 to 256: the same in every Region. */
  readonly maxAcu: number;

  /** How many instances: the writer and its readers, or in a secondary Region the readers. */
  readonly count: number;
}

/**
 * The instances of a cluster: how many, and of which class.
 *
 * All instances of a cluster are of one class, since any of them can become the writer
 * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html).
 * The same holds for the Regions of a global database.
 */
export class AuroraCapacity {
  /**
   * Instances of a fixed size.
   *
   * @param instanceType a memory-optimized type, for example `r8g.large`: a global database takes
   *   no burstable ones
   *   (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-configuration-requirements.html)
   * @param count the writer and its readers, from 1 to 16. 0 only in a secondary Region, which then
   *   has storage alone (a headless cluster) and needs an instance before it can be promoted
   */
  static provisioned(instanceType: ec2.InstanceType, count: number): AuroraCapacity {
    return new AuroraCapacity(
      `db.${instanceType.toString()}`,
      count,
      instanceType.isBurstable(),
      undefined,
    );
  }

  /** Instances that scale with their load. */
  static serverlessV2(options: ServerlessV2Options): AuroraCapacity {
    const { minAcu, maxAcu, count } = options;
    return new AuroraCapacity('db.serverless', count, false, { min: minAcu, max: maxAcu });
  }

  /** The class of every instance, for example `db.r8g.large` or `db.serverless`. */
  readonly instanceClass: string;

  /** How many instances. */
  readonly count: number;

  /** Whether the class has CPU credits that it can run out of. */
  readonly burstable: boolean;

  /** In which range the instances scale; undefined when their size is fixed. */
  readonly acuRange: AcuRange | undefined;

  private constructor(
    instanceClass: string,
    count: number,
    burstable: boolean,
    acuRange: AcuRange | undefined,
  ) {
    this.instanceClass = instanceClass;
    this.count = count;
    this.burstable = burstable;
    this.acuRange = acuRange;
  }
}

/** What must not hold for a capacity, wherever its cluster is. */
export const capacityRules: ValidationRule<{ readonly capacity: AuroraCapacity }>[] = [
  {
    condition: ({ capacity: { count } }) =>
      isKnown(count) && (!Number.isInteger(count) || count < 0 || count > 16),
    message: ({ capacity: { count } }) =>
      `the count of 'capacity' must be an integer up to 16, the writer and 15 readers, got ${count}`,
  },
  {
    condition: ({ capacity: { acuRange } }) => acuRange !== undefined && !isAcu(acuRange.min, 0.5),
    message: ({ capacity: { acuRange } }) =>
      `'minAcu' must be a multiple of 0.5 from 0.5 to 256, got ${acuRange?.min}`,
  },
  {
    condition: ({ capacity: { acuRange } }) => acuRange !== undefined && !isAcu(acuRange.max, 1),
    message: ({ capacity: { acuRange } }) =>
      `'maxAcu' must be a multiple of 0.5 from 1 to 256, got ${acuRange?.max}`,
  },
  {
    condition: ({ capacity: { acuRange } }) =>
      acuRange !== undefined && acuRange.min > acuRange.max,
    message: ({ capacity: { acuRange } }) =>
      `'minAcu' must not exceed 'maxAcu', got ${acuRange?.min} and ${acuRange?.max}`,
  },
];

function isAcu(value: number, least: number): boolean {
  return !isKnown(value) || (value >= least && value <= 256 && Number.isInteger(value * 2));
}

function isKnown(value: number): boolean {
  return !Token.isUnresolved(value);
}
