/**
 * What the instances run: a folder with a program, or commands of your own, and where it is asked
 * how it is. Everything that needs a port or a path has it from here.
 */
export type WorkloadConfig = WorkloadSettings & (FolderProgram | CommandsProgram);

/**
 * A folder with a program.
 *
 * All of it goes to every instance, as one archive that is named by its content: a release changes
 * the launch template, and a rollback brings the very files back. systemd runs the program as a user
 * of its own that can write nowhere but in `$RUNTIME_DIRECTORY`, restarts it when it ends, and stops
 * it by SIGTERM; what it prints goes to the group's log group.
 */
export interface FolderProgram {
  /** The folder, relative to where `cdk` runs. */
  readonly folder: string;

  /** The command that runs the server, in the folder, for example `node server.mjs`. */
  readonly start: string;

  /**
   * A folder whose `bin` holds what runs the program, for the CPU of `instanceType`, or a gzipped tar
   * of what is in it: an archive of its own, since it is larger than the program and changes less
   * often. `npm run runtime` makes one with Node.
   * @default - what the program needs is in its folder, or part of Amazon Linux 2023, as Python is
   */
  readonly runtime?: string;

  /**
   * What handles the messages of the queue.
   * @default - nothing: there are no consumers, and each synthesis warns of it
   */
  readonly workers?: {
    /** The command that runs a worker, in the same folder, for example `node worker.mjs`. */
    readonly start: string;
  };

  /** Commands are for a workload without a folder. */
  readonly commands?: never;
}

/** Commands that install and start whatever it is, such as an image by its digest. */
export interface CommandsProgram {
  /**
   * Shell commands that run once, as root, at the first boot, under `set -euo pipefail`. They become
   * user data, which everything on the instance can read: no secrets.
   */
  readonly commands: readonly string[];

  /**
   * What handles the messages of the queue.
   * @default - nothing: there are no consumers, and each synthesis warns of it
   */
  readonly workers?: {
    /** The same for an instance that handles messages. */
    readonly commands: readonly string[];
  };

  /** A folder is for a workload without commands. */
  readonly folder?: never;
}

/** What does not depend on the form of the program. */
export interface WorkloadSettings {
  /** The TCP port on which it serves HTTP; of a folder's program 1024 or more. */
  readonly port: number;

  /** Where it is asked how it is. */
  readonly checks: ChecksConfig;

  /**
   * Environment variables, the same in every Region. What differs between Regions is told to the
   * program as docs/application.md lists.
   * @default - none
   */
  readonly environment?: Readonly<Record<string, string>>;

  /**
   * The names of secrets of your own in Secrets Manager, which exist in every Region under the same
   * name. The instances may read them; a folder's program finds each as a file in
   * `$SECRETS_DIRECTORY`.
   * @default - none
   */
  readonly secrets?: readonly string[];

  /**
   * The CloudWatch namespace in which the program publishes how many requests it got and failed, as
   * the metrics `Requests` and `Faults` with the dimensions `Service` (the config's `name`) and
   * `AvailabilityZone`; log lines in the embedded metric format will do. They tell in which zone
   * requests fail, and have that zone's alarm go off.
   * @default - zones are told apart by what their load balancer nodes and health checks see
   */
  readonly metricsNamespace?: string;

  /**
   * Whether the program sends traces by OpenTelemetry. The CloudWatch agent then receives them on the
   * instance, at what `OTEL_EXPORTER_OTLP_ENDPOINT` tells the program, and sends them to X-Ray, which
   * bills for each.
   * @default false
   */
  readonly traces?: boolean;

  /**
   * How many minutes an instance may take from its boot until it is ready, 1 to 60.
   * @default 5
   */
  readonly startupMinutes?: number;
}

/**
 * The paths that answer with 200 while all is well, and with 500 or more when not. `domain.healthCheck`
 * says which of them moves DNS, and what that means when a shared dependency is down.
 */
export interface ChecksConfig {
  /**
   * Says whether this instance works, and asks nothing else, for example `/health`. Whoever fails it
   * is replaced, and with a shared dependency in it, that would be all at once.
   */
  readonly shallow: string;

  /**
   * Says whether users are served, dependencies included, for example `/health/serving`. Canaries
   * ask it.
   * @default - the same as `shallow`
   */
  readonly serving?: string;
}
