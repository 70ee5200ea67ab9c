import type { ArnComponents } from 'aws-cdk-lib/core';

/**
 * A fault and what it is expected to show, as plain data: what becomes of it in a template, and in a
 * drill's protocol. Every target also has to carry the service's tags, see `faultInjectionTags`.
 * https://docs.aws.amazon.com/fis/latest/userguide/experiment-templates.html
 */
export interface Experiment {
  /** Its name, in lower case with hyphens; unique in a Region. */
  readonly name: string;
  /** What is expected to happen, and to be proved wrong. */
  readonly hypothesis: string;
  /** What is measured before, during and after, and stays as it is. */
  readonly steadyState: string;
  /** What has to be so beforehand, or the experiment ends before it starts, or shows nothing. */
  readonly preconditions: readonly string[];
  /** The resources, by name. */
  readonly targets: Readonly<Record<string, ExperimentTarget>>;
  /** What is done to them, by name. */
  readonly actions: Readonly<Record<string, ExperimentAction>>;
  /** What the role of the experiment may do beyond finding its targets and writing its log. */
  readonly permissions: readonly ExperimentPermission[];
  /**
   * Names of AWS managed policies that the role gets as well, with their path.
   *
   * @default - none
   */
  readonly managedPolicies?: readonly string[];
}

/** Resources of a type, all of the service's or some of them. */
export interface ExperimentTarget {
  /** The type, as FIS names it, for example `aws:ec2:instance`. */
  readonly resourceType: string;
  /** `ALL`, `COUNT(n)` or `PERCENT(n)`: chosen at random when it is not all. */
  readonly selectionMode: string;
  /**
   * Only resources that are also tagged for this one experiment, which {@link allowFaultInjection}
   * does: where others of the type carry the service's tags and are not meant.
   *
   * @default - all that carry the service's tags
   */
  readonly taggedFor?: string;
  /**
   * Only resources with these attributes.
   *
   * @default - all of the type
   */
  readonly filters?: readonly { readonly path: string; readonly values: readonly string[] }[];
  /**
   * What else the type knows to choose by, such as a zone.
   *
   * @default - nothing
   */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Something that is done to a target. */
export interface ExperimentAction {
  /** The action, as FIS names it, for example `aws:ec2:terminate-instances`. */
  readonly actionId: string;
  /** What it does, for the person who watches. */
  readonly description: string;
  /** The names of its targets, by the role that they have in the action. */
  readonly targets: Readonly<Record<string, string>>;
  /**
   * Its parameters.
   *
   * @default - none
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * The actions that it waits for.
   *
   * @default - none, it starts with the experiment
   */
  readonly startAfter?: readonly string[];
}

/** Something that the role may do. */
export interface ExperimentPermission {
  /** The actions, as IAM names them. */
  readonly actions: readonly string[];
  /**
   * The resources, in this account and Region unless they say otherwise.
   *
   * @default - all, for actions that cannot be limited
   */
  readonly resources?: readonly ArnComponents[];
  /**
   * Whether only resources with the service's tags are meant.
   *
   * @default false
   */
  readonly taggedOnly?: boolean;
  /**
   * Further conditions.
   *
   * @default - none
   */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
}

/** The steady state of every experiment that users must not notice. */
export const USERS_UNHURT =
  'Requests succeed and are answered as fast as the objectives demand; no stop alarm goes off.';

/** Running instances, of one zone if it is named. */
export function runningInstances(
  selectionMode: string,
  availabilityZone?: string,
): ExperimentTarget {
  return {
    resourceType: 'aws:ec2:instance',
    selectionMode,
    filters: [
      { path: 'State.Name', values: ['running'] },
      ...(availabilityZone === undefined
        ? []
        : [{ path: 'Placement.AvailabilityZone', values: [availabilityZone] }]),
    ],
  };
}

/** The subnets of a zone. */
export function subnetsOf(availabilityZone: string): ExperimentTarget {
  return {
    resourceType: 'aws:ec2:subnet',
    selectionMode: 'ALL',
    parameters: { availabilityZoneIdentifier: availabilityZone },
  };
}

/** Lets the role do something to the service's instances, and to no others. */
export function onInstances(...actions: string[]): ExperimentPermission[] {
  return [
    {
      actions,
      resources: [{ service: 'ec2', resource: 'instance', resourceName: '*' }],
      taggedOnly: true,
    },
    { actions: ['ec2:DescribeInstances'] },
  ];
}

/**
 * The policy that AWS maintains for faults in networks: it may change only what FIS itself has
 * created and tagged, and moves the associations of subnets.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSFaultInjectionSimulatorNetworkAccess.html
 */
export const NETWORK_ACCESS = 'service-role/AWSFaultInjectionSimulatorNetworkAccess';
