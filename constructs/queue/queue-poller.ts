import type { Duration } from 'aws-cdk-lib/core';
import { fileCommands } from '../service/file-commands.ts';
import type { InstanceWorkload } from '../service/instance-workload.ts';
import { pollerScript } from './poller-script.ts';
import { drainSeconds, visibilityTimeoutSeconds } from './sizing.ts';

/** The name of the lifecycle hook that lets a worker finish; unique in its group only. */
export const FINISH_MESSAGE_HOOK = 'finish-message';

/** What {@link queuePoller} runs. */
export interface QueuePollerOptions {
  /** The URL of the queue that is polled. */
  readonly queueUrl: string;

  /**
   * The time after which the handler is killed; the queue's consumer has to know the same. A message
   * is kept hidden for as long as its handler works, by an extension every third of the visibility
   * timeout.
   */
  readonly handlerTimeout: Duration;

  /**
   * The shell script that handles a message: the body comes on standard input, the id in
   * `MESSAGE_ID`. Exit status 0 deletes the message, any other gives it back to be received again. A
   * standard queue may deliver a message twice, so handling it twice must do no harm.
   */
  readonly handler: string;
}

/**
 * A workload that polls a queue and runs a handler on each message: started by systemd under a
 * user of its own, restarted whenever it fails, and logging to the journal.
 *
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/working-with-messages.html
 */
export function queuePoller(options: QueuePollerOptions): InstanceWorkload {
  const { queueUrl, handlerTimeout, handler } = options;
  const timeout = handlerTimeout.toSeconds({ integral: false });
  return {
    commands: [
      ...fileCommands('/usr/local/bin/queue-poller', '755', pollerScript),
      ...fileCommands(
        '/usr/local/bin/handle-message',
        '755',
        `#!/bin/bash\nset -euo pipefail\n${handler}`,
      ),
      ...fileCommands('/etc/systemd/system/queue-poller.service', '644', unit(queueUrl, timeout)),
      // Known on the instance only, so the unit does not hold it.
      'echo "AWS_REGION=$AWS_REGION" > /etc/queue-poller.env',
      'systemctl daemon-reload',
      'systemctl enable --now --no-block queue-poller.service',
    ],
    // Active once the poller has polled for the first time.
    readiness: 'systemctl is-active --quiet queue-poller.service',
  };
}

/**
 * `mixed` signals the poller alone, so that a stop does not kill the handler; the stop waits as
 * long as Auto Scaling would.
 */
function unit(queueUrl: string, timeout: number): string {
  return `[Unit]
Description=Handles the messages of an SQS queue
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=0

[Service]
Type=notify
TimeoutStartSec=infinity
EnvironmentFile=/etc/queue-poller.env
Environment=QUEUE_URL=${queueUrl}
Environment=HANDLER=/usr/local/bin/handle-message
Environment=HANDLER_TIMEOUT=${timeout}
Environment=VISIBILITY_TIMEOUT=${visibilityTimeoutSeconds('poller', timeout)}
Environment=LIFECYCLE_HOOK=${FINISH_MESSAGE_HOOK}
ExecStart=/usr/local/bin/queue-poller
Restart=on-failure
RestartSec=5
KillMode=mixed
TimeoutStopSec=${drainSeconds(timeout)}
DynamicUser=yes
NoNewPrivileges=yes

[Install]
WantedBy=multi-user.target`;
}
