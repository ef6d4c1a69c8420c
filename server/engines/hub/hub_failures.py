"""Why a hub gave nothing, in one word that Stillroom has a text for."""

from __future__ import annotations

import errno
from collections.abc import Iterator

NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
# Every way in which these libraries say that nobody answered; an answer with an error carries a status.
TRANSPORT = {"httpx", "httpcore", "requests", "urllib3", "socket", "ssl"}


def causes_of(error: BaseException) -> Iterator[BaseException]:
    """The error and what led to it, the latest first."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__


def status_of(error: BaseException) -> int | None:
    """The HTTP status that an error is about."""
    response: object = getattr(error, "response", None)
    status: object = getattr(response, "status_code", None)
    return status if isinstance(status, int) else None


def reason_of(error: BaseException) -> str | None:
    """What one error says by itself; None where it says nothing of the kind."""
    name = type(error).__name__
    status = status_of(error)
    if name == "OfflineModeIsEnabled":
        return "offline"
    if name in {"GatedRepoError", "AuthenticationError", "PermissionDeniedError"}:
        return "gated"
    # Hugging Face answers 401 for a name that is not there to whoever has no token; its library tells these apart.
    if name in {"RepositoryNotFoundError", "NotExistError"} or status == 404:
        return "not-found"
    if status in {401, 403}:
        return "gated"
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return "no-room"
    is_transport = type(error).__module__.split(".")[0] in TRANSPORT and status is None
    return "no-network" if is_transport or isinstance(error, (ConnectionError, TimeoutError)) else None


def failure_of(error: BaseException) -> dict[str, object]:
    """The reason with the last words of the library."""
    words = (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
    found = (reason_of(cause) for cause in causes_of(error))
    return {"reason": next((reason for reason in found if reason is not None), "other"), "words": words}
