"""How we connect to Redis."""

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as ConnectionLost

_ANSWER_SECONDS = 1.0


def connected(url: str, *, most_connections: int = 32, answer_seconds: float = _ANSWER_SECONDS) -> Redis:
    """Return a client that waits its turn for a connection, and tries a lost one again once, at once.

    Everything that is sent may be sent twice.
    """
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=most_connections,
        timeout=2 * answer_seconds,
        socket_connect_timeout=answer_seconds,
        socket_timeout=answer_seconds,
        retry=Retry(NoBackoff(), 1, supported_errors=(ConnectionLost,)),
    )
    return Redis.from_pool(pool)
