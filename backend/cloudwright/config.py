"""Settings in nested groups, read once at start from the environment and an optional `.env` file.

`CLOUDWRIGHT_SERVER__PORT=9000` sets `settings.server.port`: the prefix, then the group and the field
with two underscores between them. Lists are JSON.
"""

import json
from enum import StrEnum
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "CLOUDWRIGHT_"


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ServerSettings(_Group):
    """Where the server listens and which browsers may talk to it."""

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=1, le=65535, description="Port to listen on.")
    public_origin: str = Field(
        "", description="Origin that browsers use, such as https://app.example.com; empty means this machine."
    )
    allowed_hosts: list[str] = Field([], description="Further host names accepted in the Host header.")
    allowed_origins: list[str] = Field([], description="Further origins accepted on changing requests.")
    trusted_proxies: list[str] = Field(
        [],
        description='Networks of the proxies in front of this server, such as ["10.0.0.0/8"]; only what they '
        "say in X-Forwarded-For is believed.",
    )
    frontend_directory: Path = Field(Path("frontend/dist"), description="The built front end.")
    script_hashes: list[str] = Field([], description="CSP hashes of allowed inline scripts (sha256-...).")
    body_limit_bytes: int = Field(1_048_576, ge=1024, description="Largest accepted request body, in bytes.")


class DatabaseSettings(_Group):
    """Which database holds everything; SQLite in the data directory unless a URL is given."""

    url: str = Field("", description="SQLAlchemy URL; empty means SQLite in the data directory.")
    owner_url: str = Field(
        "",
        description="URL of the role that owns the tables and migrates them; empty means `url`.",
    )
    busy_timeout_seconds: float = Field(5.0, gt=0, description="How long a writer waits for its turn.")


class DataSettings(_Group):
    """The folder of this installation: database, artifacts, keys."""

    directory: Path = Field(Path("data"), description="Folder for the database, artifacts and keys.")
    example: bool = Field(default=True, description="Make a finished example project in an empty studio.")


class LogFormat(StrEnum):
    JSON = "json"
    CONSOLE = "console"


class LogSettings(_Group):
    """What is logged and in which form."""

    level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="Lowest level written.")
    format: LogFormat = Field(LogFormat.CONSOLE, description="console for people, json for machines.")


class SignInSettings(_Group):
    """How people sign in and for how long."""

    local: bool = Field(default=True, description="Offer sign-in without a password, on this machine only.")
    password: bool = Field(
        default=False, description="Offer accounts with e-mail and password; needs e-mail that arrives."
    )
    lifetime_days: int = Field(30, ge=1, description="Days until a sign-in ends.")
    access_seconds: int = Field(600, ge=60, le=900, description="Seconds an access token is good for.")
    refresh_grace_seconds: int = Field(
        20, ge=0, le=120, description="Seconds in which a refresh token that was used gives the same answer."
    )
    ticket_seconds: int = Field(60, ge=1, description="Seconds a WebSocket ticket is good for.")


class ApiKeySettings(_Group):
    """Keys that programs use instead of signing in."""

    peppers: list[SecretStr] = Field(
        [],
        description="Secrets of at least 32 characters that go into the hashes of keys; the first into new "
        "ones, the others while they are replaced. Empty means a file in the data directory.",
    )


class ProviderSettings(_Group):
    """A provider that people may sign in with."""

    id: str = Field(pattern="^[a-z][a-z0-9-]{0,30}$", description="Its name in our addresses.")
    title: str = Field(description="Its name on the button.")
    issuer: str = Field(
        min_length=1,
        max_length=2_000,
        description="Exactly what the provider calls itself, such as https://accounts.google.com.",
    )
    client_id: str = Field(min_length=1, description="Our name there.")
    client_secret: SecretStr = Field(
        SecretStr(""), description="Our secret there; empty for a public client."
    )
    scopes: tuple[str, ...] = Field(("openid", "email", "profile"), description="What is asked for.")
    hosted_domain: str = Field(
        "", description="The only Google Workspace domain that may sign in; empty: any."
    )
    algorithms: tuple[Literal["RS256", "ES256"], ...] = Field(
        ("RS256", "ES256"), min_length=1, description="Of its signatures."
    )


class OpenIdSettings(_Group):
    """Providers of identities that people may sign in with, as JSON, and how long they are waited for."""

    providers: tuple[ProviderSettings, ...] = Field((), description="Providers that people may sign in with.")
    attempt_seconds: int = Field(
        600, ge=60, description="Seconds until somebody must be back from a provider."
    )
    leeway_seconds: int = Field(60, ge=0, le=300, description="Seconds that a provider's clock may be off.")
    longest_token_seconds: int = Field(86_400, ge=60, description="The longest life of an ID token.")
    cache_seconds: int = Field(
        3_600, ge=60, description="Seconds until a provider's documents are read again."
    )
    keep_seconds: int = Field(86_400, ge=60, description="The same while the provider does not answer.")
    refetch_seconds: int = Field(30, ge=1, description="Fewest seconds between two readings of its keys.")


class EventSettings(_Group):
    """How the event log groups commits and follows."""

    flush_milliseconds: int = Field(30, ge=1, le=1000, description="Pause between two group commits.")
    poll_seconds: float = Field(1.0, gt=0, description="How often a quiet tail looks at the table itself.")


class RunSettings(_Group):
    """Leases and limits of runs."""

    lease_seconds: int = Field(15, ge=1, description="Seconds until a silent owner loses its run.")
    heartbeat_seconds: int = Field(5, ge=1, description="Seconds between two renewals of a lease.")
    timeout_seconds: int = Field(300, ge=1, description="Longest time one run may take.")
    stop_grace_milliseconds: int = Field(200, ge=0, description="Wait before a stopped run is cut off.")


class McpSettings(_Group):
    """Where the tool servers are declared, and which of those that are off by default are used."""

    file: Path = Field(Path("mcp_servers.yaml"), description="Declaration of MCP servers and allowed tools.")
    enabled: list[str] = Field(
        [], description='Servers to turn on that the file leaves off, such as ["aws-knowledge", "aws-iac"].'
    )


class Provider(StrEnum):
    """Who runs the model that answers."""

    AUTO = "auto"
    BUILT_IN = "built-in"
    ANTHROPIC = "anthropic"
    OPENAI = "openai"
    BEDROCK = "bedrock"


class ModelSettings(_Group):
    """Which model answers. Keys have the names of their providers; see the end of this list."""

    provider: Provider = Field(
        Provider.AUTO,
        description="auto takes the provider whose key is set (anthropic, openai, bedrock, in this order), "
        "else the built-in designer; or one of these, or built-in.",
    )
    name: str = Field("", description="The model's name as its provider spells it; empty means our default.")
    max_tokens: int = Field(8_192, ge=256, le=128_000, description="Longest answer of one call, in tokens.")
    first_seconds: float = Field(60.0, gt=0, description="How long a provider may take to say anything.")
    idle_seconds: float = Field(60.0, gt=0, description="How long a provider may be silent in between.")
    attempts: int = Field(3, ge=1, le=10, description="Calls before giving up, while nothing was said yet.")
    longest_wait_seconds: float = Field(
        10.0,
        ge=0,
        description="Longest wait before another attempt; a provider that asks for more ends the run.",
    )


class Transport(StrEnum):
    CONSOLE = "console"
    SMTP = "smtp"
    SES = "ses"


class Security(StrEnum):
    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class GatewaySettings(_Group):
    """The gateway that applications of organisations call: what it may reach, and whose keys it uses."""

    allowed_addresses: list[str] = Field(
        [],
        description='Private addresses that providers may have, such as ["ollama.internal", '
        '"127.0.0.1:11434"]; a call to any other one is refused.',
    )
    share_own_keys: bool = Field(
        default=False,
        description="Let applications of every organisation use the provider keys of this installation.",
    )


class NotificationSettings(_Group):
    """How messages leave: console shows them in the log of the terminal."""

    transport: Transport = Field(Transport.CONSOLE, description="console, smtp or ses.")
    sender: str = Field("Cloudwright <no-reply@localhost>", description="Name and address in From.")
    attempts: int = Field(10, ge=1, description="Attempts before a message is given up.")
    lease_seconds: int = Field(120, ge=2, description="Seconds until a silent worker loses its message.")
    timeout_seconds: float = Field(30.0, gt=0, description="Longest wait for each answer of a mail server.")
    first_pause_seconds: int = Field(30, ge=0, description="Pause after the first failure; it doubles.")
    longest_pause_seconds: int = Field(14_400, ge=0, description="The pause never gets longer than this.")
    poll_seconds: float = Field(2.0, gt=0, description="How often the worker looks for messages.")
    smtp_host: str = Field("localhost", description="Mail server for smtp.")
    smtp_port: int = Field(587, ge=1, le=65535, description="Its port.")
    smtp_user: str = Field("", description="Its user; empty means no sign-in.")
    smtp_password: SecretStr = Field(SecretStr(""), description="The user's password.")
    smtp_security: Security = Field(Security.STARTTLS, description="starttls, tls or none.")
    ses_region: str = Field("", description="Region for ses; empty means that of the AWS environment.")
    ses_configuration_set: str = Field("", description="Configuration set for ses.")

    @model_validator(mode="after")
    def _a_lease_outlives_a_send(self) -> Self:
        if self.lease_seconds < self.timeout_seconds * 2:
            raise ValueError("lease_seconds has to be at least twice timeout_seconds")
        return self


class PaymentsBy(StrEnum):
    """Who collects payments."""

    NONE = "none"
    STRIPE = "stripe"


class BillingSettings(_Group):
    """Who collects payments; with none an operator sets plans."""

    provider: PaymentsBy = Field(PaymentsBy.NONE, description="none or stripe.")
    api_key: SecretStr = Field(SecretStr(""), description="Stripe's secret or restricted key.")
    webhook_secrets: list[SecretStr] = Field(
        [], description="Signing secrets of our webhook endpoint; two while one replaces the other."
    )
    api_base: str = Field("https://api.stripe.com", description="Where Stripe's API is.")
    timeout_seconds: float = Field(20.0, gt=0, description="Longest wait for an answer of Stripe.")
    retries: int = Field(2, ge=0, le=5, description="Repetitions of a call that failed on the way.")
    turn_seconds: int = Field(120, ge=2, description="Seconds until a silent worker loses a customer.")
    attempts: int = Field(10, ge=1, description="Attempts before an event is parked.")
    poll_seconds: float = Field(2.0, gt=0, description="How often the worker looks for events.")
    reconcile_hours: float = Field(24.0, gt=0, description="How often everything is compared with Stripe.")
    kept_days: int = Field(30, ge=1, description="Days that settled events are kept.")


class Settings(BaseSettings):
    """Everything that an operator can set."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", env_file=".env", extra="ignore", frozen=True
    )

    server: ServerSettings = ServerSettings()
    database: DatabaseSettings = DatabaseSettings()
    data: DataSettings = DataSettings()
    log: LogSettings = LogSettings()
    sign_in: SignInSettings = SignInSettings()
    open_id: OpenIdSettings = OpenIdSettings()
    api_keys: ApiKeySettings = ApiKeySettings()
    events: EventSettings = EventSettings()
    runs: RunSettings = RunSettings()
    mcp: McpSettings = McpSettings()
    model: ModelSettings = ModelSettings()
    gateway: GatewaySettings = GatewaySettings()
    notifications: NotificationSettings = NotificationSettings()
    billing: BillingSettings = BillingSettings()

    @property
    def database_url(self) -> str:
        """The configured URL, or SQLite in the data directory."""
        return self.database.url or f"sqlite+aiosqlite:///{self.data.directory / 'cloudwright.sqlite3'}"

    @property
    def owner_url(self) -> str:
        """The URL of the tables' owner, which migrates them."""
        return self.database.owner_url or self.database_url

    @property
    def public_origin(self) -> str:
        """The configured origin, or this machine's."""
        return self.server.public_origin.rstrip("/") or f"http://localhost:{self.server.port}"


def environment_example() -> str:
    """Return `.env.example`: every setting with its meaning, commented out at its default."""
    lines = ["# Every setting of Cloudwright at its default. Copy to .env and uncomment what you change."]
    for group, field in Settings.model_fields.items():
        kind = field.annotation
        if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
            continue
        lines += ["", f"# {kind.__doc__}"]
        for name, setting in kind.model_fields.items():
            value = f"{PREFIX}{group}__{name}".upper() + f"={_shown(setting.default)}"
            lines += [f"# {setting.description}", f"#{value}"]
    return "\n".join(lines) + "\n"


def _shown(default: object) -> str:
    match default:
        case bool():
            return str(default).lower()
        case list() | tuple():
            return json.dumps(default)
        case _:
            return str(default)
