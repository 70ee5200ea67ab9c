import { RECEIVE_WAIT_SECONDS } from './sizing.ts';

/**
 * The program that {@link queuePoller} installs on a worker: Python as AL2023 ships it, with the
 * AWS CLI of the AMI and nothing to download.
 *
 * Its contract, which any other workload of a worker has to keep as well:
 *
 * - a message is deleted after it was handled, never before, so that it survives its worker; it
 *   stays hidden for as long as it is worked on, and is given back when the handler failed: after a
 *   time that doubles with each receive, with full jitter, or at once when the worker is to stop;
 * - the handler is killed at its timeout;
 * - it reports ready after its first poll, so that a deployment of workers which cannot reach
 *   their queue is rolled back;
 * - errors of SQS are met with exponential backoff and full jitter
 *   (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/);
 * - when Auto Scaling is about to terminate the instance, which the instance metadata tells
 *   (https://docs.aws.amazon.com/autoscaling/ec2/userguide/retrieving-target-lifecycle-state-through-imds.html),
 *   it receives nothing more, finishes what it has, and lets Auto Scaling go on.
 *
 * It asks the metadata service in between two polls and never cuts a poll short, since a message
 * that is on its way would stay hidden until its visibility timeout ends.
 */
export const pollerScript = String.raw`#!/usr/bin/python3
"""Handles the messages of an SQS queue, one at a time, until the instance is to be terminated."""
import json, os, random, signal, socket, subprocess, threading, time, urllib.request

QUEUE_URL = os.environ["QUEUE_URL"]
HANDLER = os.environ["HANDLER"]
HANDLER_TIMEOUT = os.environ["HANDLER_TIMEOUT"]
LIFECYCLE_HOOK = os.environ["LIFECYCLE_HOOK"]
VISIBILITY_TIMEOUT = float(os.environ["VISIBILITY_TIMEOUT"])
LONGEST_AWAY = 900
METADATA = os.environ.get("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://169.254.169.254")
RECEIVE_WAIT = ${RECEIVE_WAIT_SECONDS}
terminated_by_signal = False


def on_sigterm(signum, frame):
    global terminated_by_signal
    terminated_by_signal = True


def log(event, **fields):
    print(json.dumps({"event": event, **fields}), flush=True)


def tell_systemd_ready():
    address = os.environ.get("NOTIFY_SOCKET")
    if address:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as connection:
            connection.connect("\0" + address[1:] if address[0] == "@" else address)
            connection.sendall(b"READY=1")


def aws(*arguments):
    command = ["aws", *arguments, "--output", "json", "--cli-connect-timeout", "5"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60)
    if result.returncode != 0:
        raise RuntimeError(result.stderr.strip())
    return json.loads(result.stdout) if result.stdout.strip() else {}


def metadata(path):
    """An item of the instance metadata, or None when there is none to be had."""
    url = METADATA.rstrip("/") + "/latest/"
    ttl = {"X-aws-ec2-metadata-token-ttl-seconds": "60"}
    try:
        request = urllib.request.Request(url + "api/token", headers=ttl, method="PUT")
        token = urllib.request.urlopen(request, timeout=2).read().decode()
        request = urllib.request.Request(
            url + "meta-data/" + path, headers={"X-aws-ec2-metadata-token": token}
        )
        return urllib.request.urlopen(request, timeout=2).read().decode()
    except OSError:
        return None


def instance_terminates():
    return metadata("autoscaling/target-lifecycle-state") == "Terminated"


def back_off(failures):
    seconds = random.uniform(0, min(RECEIVE_WAIT, 2**failures))
    time.sleep(seconds)
    return seconds


def receive():
    options = ["--max-number-of-messages", "1", "--wait-time-seconds", str(RECEIVE_WAIT)]
    counted = ["--attribute-names", "ApproximateReceiveCount"]
    response = aws("sqs", "receive-message", "--queue-url", QUEUE_URL, *options, *counted)
    return response.get("Messages", [])


def handle(message):
    """Whether the handler, which gets the body on standard input, has exited with 0 in time."""
    command = ["timeout", "--signal=KILL", HANDLER_TIMEOUT, HANDLER]
    environment = {**os.environ, "MESSAGE_ID": message["MessageId"]}
    handled = threading.Event()
    extending = threading.Thread(target=keep_hidden, args=(message, handled), daemon=True)
    extending.start()
    try:
        done = subprocess.run(command, input=message["Body"], text=True, env=environment)
        return done.returncode == 0
    finally:
        handled.set()
        # An extension that is under way must not undo what comes next.
        extending.join()


def keep_hidden(message, handled):
    while not handled.wait(VISIBILITY_TIMEOUT / 3):
        try:
            hide(message, VISIBILITY_TIMEOUT)
        except Exception as error:
            log("error", error=str(error), messageId=message["MessageId"])


def hide(message, seconds):
    receipt = ["--receipt-handle", message["ReceiptHandle"]]
    timeout = ["--visibility-timeout", str(round(seconds))]
    aws("sqs", "change-message-visibility", "--queue-url", QUEUE_URL, *receipt, *timeout)


def give_back(message):
    """Lets it be received again, by whoever is there; after enough times it is a dead letter."""
    times = int(message.get("Attributes", {}).get("ApproximateReceiveCount", 1))
    stopping = terminated_by_signal or instance_terminates()
    seconds = 0 if stopping else random.uniform(1, min(LONGEST_AWAY, 2 ** min(times, 10)))
    log("failed", messageId=message["MessageId"], times=times, away=round(seconds))
    hide(message, seconds)


def delete(message):
    receipt = ["--receipt-handle", message["ReceiptHandle"]]
    aws("sqs", "delete-message", "--queue-url", QUEUE_URL, *receipt)


def work():
    failures, ready = 0, False
    while not terminated_by_signal and not instance_terminates():
        try:
            messages = receive()
            if not ready:
                tell_systemd_ready()
                ready = True
            for message in messages:
                if handle(message):
                    delete(message)
                    log("handled", messageId=message["MessageId"])
                else:
                    give_back(message)
            failures = 0
        except Exception as error:
            log("error", error=str(error), failures=failures + 1, waited=back_off(failures))
            failures += 1


def let_auto_scaling_continue():
    # If this fails, the instance is terminated when the hook's heartbeat timeout ends.
    for attempt in range(5):
        try:
            instance = metadata("instance-id")
            described = aws(
                "autoscaling", "describe-auto-scaling-instances", "--instance-ids", instance
            )
            group = described["AutoScalingInstances"][0]["AutoScalingGroupName"]
            aws(
                "autoscaling", "complete-lifecycle-action",
                "--lifecycle-action-result", "CONTINUE",
                "--lifecycle-hook-name", LIFECYCLE_HOOK,
                "--auto-scaling-group-name", group,
                "--instance-id", instance,
            )
            return log("drained", instanceId=instance)
        except Exception as error:
            log("error", error=str(error), failures=attempt + 1, waited=back_off(attempt))


signal.signal(signal.SIGTERM, on_sigterm)
log("started", queueUrl=QUEUE_URL)
work()
if instance_terminates():
    let_auto_scaling_continue()
log("stopped")
`;
