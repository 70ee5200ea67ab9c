"""A worker in Python that keeps the contract of the sample, with nothing but the standard library
and the AWS CLI, both as Amazon Linux 2023 ships them.

It takes one message at a time from the queue of its Region, keeps it hidden while it is worked on,
deletes it once it was handled, and gives it back when that failed: for longer each time, at random.
After SIGTERM it finishes what it has and ends with 0. Put what a message asks for into `handle`.
"""

import json
import os
import random
import signal
import subprocess
import threading
import time

QUEUE_URL = os.environ["QUEUE_URL"]
VISIBILITY_TIMEOUT_SECONDS = float(os.environ.get("VISIBILITY_TIMEOUT_SECONDS", "30"))
RECEIVE_WAIT_SECONDS = int(os.environ.get("RECEIVE_WAIT_SECONDS", "20"))
LONGEST_AWAY_SECONDS = 900
stopping = threading.Event()


def handle(body):
    """Does what a message asks for. A message can come twice, and has its effect once."""
    log("handled", characters=len(body))


def log(message, **fields):
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    print(json.dumps({"level": "info", "time": now, "msg": message, **fields}), flush=True)


def sqs(command, *options):
    run = ["aws", "sqs", command, "--queue-url", QUEUE_URL, *options, "--output", "json"]
    result = subprocess.run(run, capture_output=True, text=True, timeout=60)
    if result.returncode != 0:
        raise RuntimeError(result.stderr.strip())
    return json.loads(result.stdout) if result.stdout.strip() else {}


def receive():
    """A message or none. A poll is never cut short: what is on its way would stay hidden."""
    options = ["--max-number-of-messages", "1", "--wait-time-seconds", str(RECEIVE_WAIT_SECONDS)]
    return sqs("receive-message", *options, "--attribute-names", "All").get("Messages", [])


def hide(message, seconds):
    receipt = ["--receipt-handle", message["ReceiptHandle"]]
    sqs("change-message-visibility", *receipt, "--visibility-timeout", str(round(seconds)))


def keep_hidden(message, handled):
    while not handled.wait(VISIBILITY_TIMEOUT_SECONDS / 3):
        try:
            hide(message, VISIBILITY_TIMEOUT_SECONDS)
        except Exception as error:
            log("cannot extend", error=str(error), messageId=message["MessageId"])


def work_on(message):
    handled = threading.Event()
    extending = threading.Thread(target=keep_hidden, args=(message, handled), daemon=True)
    extending.start()
    try:
        handle(message["Body"])
        failure = None
    except Exception as error:
        failure = error
    handled.set()
    extending.join()
    if failure is None:
        sqs("delete-message", "--receipt-handle", message["ReceiptHandle"])
        return
    times = int(message.get("Attributes", {}).get("ApproximateReceiveCount", 1))
    most = min(LONGEST_AWAY_SECONDS, 2 ** min(times, 10))
    seconds = 0 if stopping.is_set() else random.uniform(1, most)
    log("failed", error=str(failure), messageId=message["MessageId"], seconds=round(seconds))
    hide(message, seconds)


def work():
    failures = 0
    while not stopping.is_set():
        try:
            for message in receive():
                work_on(message)
            failures = 0
        except Exception as error:
            failures += 1
            log("error", error=str(error), failures=failures)
            stopping.wait(random.uniform(0, min(20, 2 ** min(failures, 5))))


def main():
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    log("working")
    work()
    log("stopped")


if __name__ == "__main__":
    main()
