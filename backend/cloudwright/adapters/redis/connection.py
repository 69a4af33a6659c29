"""How we connect to Redis."""

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as ConnectionLost

_CONNECT_SECONDS = 0.5
_ANSWER_SECONDS = 1.0
_QUEUE_SECONDS = 2.0


def connected(url: str, *, most_connections: int = 32) -> Redis:
    """Return a client that waits its turn for a connection, and tries a lost one again once, at once.

    Everything that is sent may be sent twice.
    """
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=most_connections,
        timeout=_QUEUE_SECONDS,
        socket_connect_timeout=_CONNECT_SECONDS,
        socket_timeout=_ANSWER_SECONDS,
        retry=Retry(NoBackoff(), 1, supported_errors=(ConnectionLost,)),
    )
    return Redis.from_pool(pool)
