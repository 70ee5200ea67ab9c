"""Passwords for Aurora and Valkey: tokens of IAM, each of which is valid for 15 minutes.

With nothing but the standard library of Python 3.9, as Amazon Linux 2023 ships it. Whoever has boto3
gets the same for Aurora from `boto3.client("rds").generate_db_auth_token(...)`.
"""

import hashlib
import hmac
import json
import os
import threading
import time
from urllib.parse import quote
from urllib.request import Request, urlopen

VALID_SECONDS = 900
RENEWED_AFTER = 600


def credentials():
    """Those of the environment, or of the instance's role. They end too, so they are asked for anew."""
    env = os.environ
    if "AWS_ACCESS_KEY_ID" in env:
        return env["AWS_ACCESS_KEY_ID"], env["AWS_SECRET_ACCESS_KEY"], env.get("AWS_SESSION_TOKEN")

    def metadata(path, method="GET", **headers):
        named = {f"X-aws-ec2-metadata-token{name}": value for name, value in headers.items()}
        base = env.get("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://169.254.169.254").rstrip("/")
        request = Request(f"{base}/latest/{path}", method=method, headers=named)
        return urlopen(request, timeout=2).read().decode()

    token = {"": metadata("api/token", "PUT", **{"-ttl-seconds": "60"})}
    roles = "meta-data/iam/security-credentials/"
    found = json.loads(metadata(roles + metadata(roles, **token), **token))
    return found["AccessKeyId"], found["SecretAccessKey"], found["Token"]


def presigned(service, region, host, parameters):
    """A request to connect, signed by Signature Version 4: servers take it for a password."""
    key, secret, session = credentials()
    now = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    scope = f"{now[:8]}/{region}/{service}/aws4_request"
    query = {
        "Action": "connect",
        **parameters,
        "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
        "X-Amz-Credential": f"{key}/{scope}",
        "X-Amz-Date": now,
        "X-Amz-Expires": str(VALID_SECONDS),
        "X-Amz-SignedHeaders": "host",
        **({"X-Amz-Security-Token": session} if session else {}),
    }
    encoded = "&".join(f"{name}={quote(value, safe='')}" for name, value in sorted(query.items()))
    no_body = hashlib.sha256(b"").hexdigest()
    request = f"GET\n/\n{encoded}\nhost:{host}\n\nhost\n{no_body}"
    hashed = hashlib.sha256(request.encode()).hexdigest()
    signature = f"AWS4{secret}".encode()
    for part in (now[:8], region, service, "aws4_request", f"AWS4-HMAC-SHA256\n{now}\n{scope}\n{hashed}"):
        signature = hmac.new(signature, part.encode(), hashlib.sha256).digest()
    return f"{host}/?{encoded}&X-Amz-Signature={signature.hex()}"


def renewed(make):
    """Keeps what `make` gives for ten minutes: Aurora slows down whoever comes with many different ones."""
    lock = threading.Lock()
    known = {"token": None, "at": 0.0}

    def token():
        with lock:
            if known["token"] is None or time.monotonic() - known["at"] > RENEWED_AFTER:
                known.update(token=make(), at=time.monotonic())
            return known["token"]

    return token


def database_token(region, host, port, user):
    """The password of a database user, for one endpoint. Aurora asks for it when a connection begins."""
    return renewed(lambda: presigned("rds-db", region, f"{host}:{port}", {"DBUser": user}))


def cache_token(region, group_id, user):
    """The password of a cache user, for the replication group with this id."""
    return renewed(lambda: presigned("elasticache", region, group_id, {"User": user}))
