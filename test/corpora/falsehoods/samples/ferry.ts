import { licence } from './licence'
import type { Sample } from './sample'

export const FERRY: Sample = {
  owner: 'tidewharf',
  name: 'ferry',
  files: {
    'pyproject.toml': `[project]
name = "ferry-booking"
version = "1.3.0"
description = "A web service that books places for vehicles on ferry crossings"
readme = "README.md"
requires-python = ">=3.11"
license = "Apache-2.0"
dependencies = [
  "fastapi>=0.111",
  "uvicorn[standard]>=0.30",
  "sqlalchemy[asyncio]>=2.0",
  "asyncpg>=0.29",
  "alembic>=1.13",
  "redis>=5.0",
  "pydantic-settings>=2.3",
]

[project.optional-dependencies]
dev = ["pytest>=8.2", "pytest-asyncio>=0.23", "httpx>=0.27", "ruff>=0.5"]

[tool.ruff]
line-length = 100

[tool.pytest.ini_options]
asyncio_mode = "auto"
`,
    LICENSE: licence('Apache-2.0'),
    'README.md': `# Ferry

Books places for vehicles on ferry crossings. A booking is first held and must then be confirmed; a hold that is not
confirmed expires.

Payment is out of scope: the service only notes the reference of a payment that was made elsewhere.

## Run it

\`\`\`sh
docker compose up
\`\`\`

The service then listens on http://localhost:8080.

## Test

\`\`\`sh
pip install -e '.[dev]'
pytest
\`\`\`
`,
    Dockerfile: `FROM python:3.12-slim
WORKDIR /app
COPY pyproject.toml README.md ./
COPY ferry ./ferry
RUN pip install --no-cache-dir .
COPY migrations ./migrations
COPY alembic.ini ./
USER nobody
EXPOSE 8080
CMD ["uvicorn", "ferry.main:app", "--host", "0.0.0.0", "--port", "8080"]
`,
    'compose.yaml': `services:
  web:
    build: .
    ports:
      - "8080:8080"
    environment:
      DATABASE_URL: postgresql+asyncpg://ferry:ferry@db:5432/ferry
      REDIS_URL: redis://cache:6379/0
    depends_on:
      - db
      - cache
  sweeper:
    build: .
    command: python -m ferry.sweeper
    environment:
      DATABASE_URL: postgresql+asyncpg://ferry:ferry@db:5432/ferry
    depends_on:
      - db
  db:
    image: postgres:16
    environment:
      POSTGRES_USER: ferry
      POSTGRES_PASSWORD: ferry
      POSTGRES_DB: ferry
    volumes:
      - data:/var/lib/postgresql/data
  cache:
    image: redis:7-alpine
volumes:
  data:
`,
    '.env.example': `# Required.
DATABASE_URL=postgresql+asyncpg://ferry:ferry@localhost:5432/ferry
# Optional. Without it the timetable is not cached and requests are not limited.
REDIS_URL=
# Minutes after which a hold that is not confirmed expires.
HOLD_MINUTES=15
# Requests that an address may send per minute.
RATE_LIMIT=60
# Seconds for which the timetable is cached.
TIMETABLE_SECONDS=300
LOG_LEVEL=info
`,
    '.github/workflows/ci.yml': `name: CI
on:
  pull_request:
  push:
    branches: [main]
jobs:
  test:
    runs-on: ubuntu-latest
    services:
      postgres:
        image: postgres:16
        env:
          POSTGRES_PASSWORD: ferry
        ports: ["5432:5432"]
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install -e '.[dev]'
      - run: ruff check .
      - run: pytest
`,
    'alembic.ini': `[alembic]
script_location = migrations
`,
    'ferry/__init__.py': `"""Books places for vehicles on ferry crossings."""
`,
    'ferry/settings.py': `"""Settings, read from environment variables."""

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    """What the service can be told from outside.

    Only the address of the database is required. Where no Redis is named, the timetable is read from
    the database each time and requests are not limited.
    """

    database_url: str
    redis_url: str = ""
    hold_minutes: int = 15
    rate_limit: int = 60
    timetable_seconds: int = 300
    log_level: str = "info"


settings = Settings()
`,
    'ferry/main.py': `"""The web application.

Every route is open: whoever can reach the service can book and cancel. Cancelled bookings are kept for
the statistics and never deleted.
"""

from fastapi import FastAPI

from ferry import database
from ferry.limits import limit_requests
from ferry.routes import bookings, crossings, health

app = FastAPI(title="Ferry", description="Books places for vehicles on ferry crossings.")
app.middleware("http")(limit_requests)
app.include_router(health.router)
app.include_router(crossings.router)
app.include_router(bookings.router)


@app.on_event("shutdown")
async def close() -> None:
    await database.engine.dispose()
`,
    'ferry/database.py': `"""The connection to PostgreSQL."""

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from ferry.settings import settings

engine = create_async_engine(settings.database_url, pool_size=10)
session = async_sessionmaker(engine, expire_on_commit=False)
`,
    'ferry/models.py': `"""Tables."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class State(StrEnum):
    """What has become of a booking. A held booking can be confirmed or cancelled; a confirmed one
    can only be cancelled."""

    HELD = "held"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Base(DeclarativeBase):
    pass


class Crossing(Base):
    """A departure of a ferry. Its capacity is counted in metres of deck, not in vehicles."""

    __tablename__ = "crossings"

    id: Mapped[int] = mapped_column(primary_key=True)
    harbour: Mapped[str]
    departs_at: Mapped[datetime]
    capacity_metres: Mapped[int]


class Booking(Base):
    """A place for one vehicle on one crossing."""

    __tablename__ = "bookings"

    id: Mapped[int] = mapped_column(primary_key=True)
    crossing_id: Mapped[int] = mapped_column(ForeignKey("crossings.id"))
    plate: Mapped[str]
    metres: Mapped[int]
    state: Mapped[State] = mapped_column(default=State.HELD)
    payment_reference: Mapped[str | None]
    held_until: Mapped[datetime | None]
`,
    'ferry/booking.py': `"""The rules of booking.

A booking is held before it is confirmed. The crossing is locked while its free metres are counted, so
that two bookings cannot take the same place. A hold counts against the capacity until it expires.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from ferry.models import Booking, Crossing, State
from ferry.settings import settings


class Full(Exception):
    """The crossing has fewer free metres than the vehicle needs."""


async def hold(session, crossing_id: int, plate: str, metres: int) -> Booking:
    """Holds a place. Vehicles longer than 25 metres are refused.

    Bookings close 30 minutes before departure.
    """
    if metres > 25:
        raise ValueError("A vehicle may be at most 25 metres long.")
    crossing = await session.get(Crossing, crossing_id, with_for_update=True)
    now = datetime.now(UTC)
    if crossing.departs_at - now < timedelta(minutes=30):
        raise Full
    taken = await session.scalar(
        select(func.coalesce(func.sum(Booking.metres), 0)).where(
            Booking.crossing_id == crossing_id, Booking.state.in_([State.HELD, State.CONFIRMED])
        )
    )
    if crossing.capacity_metres - taken < metres:
        raise Full
    booking = Booking(
        crossing_id=crossing_id,
        plate=plate,
        metres=metres,
        held_until=now + timedelta(minutes=settings.hold_minutes),
    )
    session.add(booking)
    await session.commit()
    return booking


async def confirm(session, booking: Booking, payment_reference: str) -> None:
    """Confirms a held booking. The payment itself is not checked."""
    booking.state = State.CONFIRMED
    booking.payment_reference = payment_reference
    booking.held_until = None
    await session.commit()


async def cancel(session, booking: Booking) -> None:
    """Cancels a booking and frees its place. Nothing is refunded."""
    booking.state = State.CANCELLED
    await session.commit()
`,
    'ferry/limits.py': `"""Limits how many requests an address may send.

The limit is counted per minute in Redis. When Redis cannot be reached, requests are let through.
"""

from fastapi import Request
from fastapi.responses import JSONResponse
from redis.asyncio import Redis
from redis.exceptions import ConnectionError

from ferry.settings import settings

redis = Redis.from_url(settings.redis_url) if settings.redis_url else None


async def limit_requests(request: Request, call_next):
    if redis is not None:
        key = f"limit:{request.client.host}"
        try:
            count = await redis.incr(key)
            if count == 1:
                await redis.expire(key, 60)
            if count > settings.rate_limit:
                return JSONResponse({"detail": "Too many requests"}, status_code=429)
        except ConnectionError:
            pass
    return await call_next(request)
`,
    'ferry/sweeper.py': `"""Marks holds as expired.

Runs as a process of its own, beside the web service, and looks once a minute. It sends no messages to
customers.
"""

import asyncio
from datetime import UTC, datetime

from sqlalchemy import update

from ferry.database import session
from ferry.models import Booking, State


async def sweep() -> None:
    async with session() as open_session:
        await open_session.execute(
            update(Booking)
            .where(Booking.state == State.HELD, Booking.held_until < datetime.now(UTC))
            .values(state=State.EXPIRED)
        )
        await open_session.commit()


async def main() -> None:
    while True:
        await sweep()
        await asyncio.sleep(60)


if __name__ == "__main__":
    asyncio.run(main())
`,
    'ferry/routes/health.py': `from fastapi import APIRouter

router = APIRouter()


@router.get("/health")
async def health() -> dict[str, str]:
    """Answers as long as the process runs. The database is not asked."""
    return {"status": "ok"}
`,
    'ferry/routes/crossings.py': `from fastapi import APIRouter
from sqlalchemy import select

from ferry.database import session
from ferry.models import Crossing
from ferry.timetable import cached

router = APIRouter(prefix="/crossings", tags=["crossings"])


@router.get("")
async def list_crossings(harbour: str):
    """The departures from a harbour in the next seven days, the earliest first."""
    return await cached(harbour)


@router.get("/{crossing_id}")
async def get_crossing(crossing_id: int):
    """One departure with its capacity, read from the database."""
    async with session() as open_session:
        return await open_session.scalar(select(Crossing).where(Crossing.id == crossing_id))
`,
    'ferry/routes/bookings.py': `from fastapi import APIRouter, HTTPException
from pydantic import BaseModel

from ferry import booking
from ferry.database import session
from ferry.models import Booking

router = APIRouter(prefix="/bookings", tags=["bookings"])


class NewBooking(BaseModel):
    crossing_id: int
    plate: str
    metres: int


@router.post("", status_code=201)
async def create_booking(new: NewBooking):
    """Holds a place on a crossing. Answers 409 when the crossing is full."""
    async with session() as open_session:
        try:
            return await booking.hold(open_session, new.crossing_id, new.plate, new.metres)
        except booking.Full as full:
            raise HTTPException(409, "The crossing is full.") from full


@router.post("/{booking_id}/confirm")
async def confirm_booking(booking_id: int, payment_reference: str):
    """Confirms a hold with the reference of a payment."""
    async with session() as open_session:
        held = await open_session.get(Booking, booking_id)
        await booking.confirm(open_session, held, payment_reference)


@router.delete("/{booking_id}", status_code=204)
async def cancel_booking(booking_id: int):
    """Cancels a booking. The row is kept."""
    async with session() as open_session:
        await booking.cancel(open_session, await open_session.get(Booking, booking_id))
`,
    'ferry/timetable.py': `"""The timetable, cached for a while.

Only the list of departures is cached; a single departure is always read from the database.
"""

import json
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from ferry.database import session
from ferry.limits import redis
from ferry.models import Crossing
from ferry.settings import settings


async def cached(harbour: str) -> list[dict]:
    if redis is not None and (text := await redis.get(f"timetable:{harbour}")):
        return json.loads(text)
    now = datetime.now(UTC)
    async with session() as open_session:
        rows = await open_session.scalars(
            select(Crossing)
            .where(Crossing.harbour == harbour, Crossing.departs_at.between(now, now + timedelta(days=7)))
            .order_by(Crossing.departs_at)
        )
    departures = [{"id": row.id, "departs_at": row.departs_at.isoformat()} for row in rows]
    if redis is not None:
        await redis.set(f"timetable:{harbour}", json.dumps(departures), ex=settings.timetable_seconds)
    return departures
`,
    'migrations/versions/0001_tables.py': `"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "crossings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("harbour", sa.String, nullable=False),
        sa.Column("departs_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("capacity_metres", sa.Integer, nullable=False),
    )
    op.create_table(
        "bookings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("crossing_id", sa.ForeignKey("crossings.id"), nullable=False),
        sa.Column("plate", sa.String, nullable=False),
        sa.Column("metres", sa.Integer, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("payment_reference", sa.String),
        sa.Column("held_until", sa.DateTime(timezone=True)),
    )


def downgrade() -> None:
    op.drop_table("bookings")
    op.drop_table("crossings")
`,
    'tests/test_booking.py': `import pytest

from ferry.booking import hold


async def test_long_vehicles_are_refused():
    with pytest.raises(ValueError):
        await hold(None, 1, "AB 123", 26)
`,
  },
}
