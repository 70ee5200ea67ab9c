"""Clients for Aurora and Valkey whose passwords are tokens of IAM.

`python3 clients.py` asks both, with the variables that docs/application.md lists. It needs
`pip install 'psycopg[binary]' redis`.
"""

import os

import psycopg
import redis
from tokens import cache_token, database_token


def database_connector(env=os.environ):
    """What makes a connection with the token of the moment, for a pool or for oneself.

    After a failover connections lead to a server that was the writer: keep none for longer than 15
    minutes, and none that has failed.
    """
    host, _, port = env["DATABASE_WRITER_ENDPOINT"].partition(":")
    port = port or "5432"
    token = database_token(env["AWS_REGION"], host, port, env["DATABASE_USER"])
    return lambda: psycopg.connect(
        host=host,
        port=port,
        dbname=env["DATABASE_NAME"],
        user=env["DATABASE_USER"],
        password=token(),
        # Aurora's authorities are in no system.
        sslmode="verify-full",
        sslrootcert=env["DATABASE_CA_FILE"],
        connect_timeout=2,
    )


class Iam(redis.CredentialProvider):
    """What the client asks at each connection."""

    def __init__(self, user, token):
        self.user = user
        self.token = token

    def get_credentials(self):
        return self.user, self.token()


def open_cache(env=os.environ):
    """A client that connects anew with the token of the moment.

    ElastiCache cuts a connection after 12 hours, whereupon the client makes another one.
    """
    token = cache_token(env["AWS_REGION"], env["CACHE_ID"], env["CACHE_USER"])
    return redis.Redis(
        host=env["CACHE_ENDPOINT"],
        credential_provider=Iam(env["CACHE_USER"], token),
        ssl=True,
        ssl_check_hostname=True,
        socket_connect_timeout=1,
        socket_timeout=0.1,
    )


if __name__ == "__main__":
    with database_connector()() as connection:
        print(connection.execute("select current_user, now()").fetchone())
    print(open_cache().ping())
