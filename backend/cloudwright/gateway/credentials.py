"""Keys of model providers, by the names that their own tools use. Read here, handed to adapters alone."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Credentials(BaseSettings):
    """Keys of model providers; without any the built-in designer answers. Never shown, never logged."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    anthropic_api_key: SecretStr = Field(SecretStr(""), description="Key of the Anthropic API.")
    anthropic_base_url: str = Field("", description="Another address that speaks Anthropic's Messages API.")
    openai_api_key: SecretStr = Field(
        SecretStr(""), description="Key of the OpenAI API or of a compatible one."
    )
    openai_base_url: str = Field(
        "", description="Address of a server that speaks OpenAI's Chat Completions, such as Ollama or vLLM."
    )
    aws_bearer_token_bedrock: SecretStr = Field(
        SecretStr(""),
        description="API key of Amazon Bedrock; without it CLOUDWRIGHT_MODEL__PROVIDER=bedrock signs with "
        "the usual AWS credentials.",
    )


def credentials_example() -> str:
    """Return the lines of `.env.example` for the keys."""
    lines = ["", f"# {Credentials.__doc__}"]
    for name, field in Credentials.model_fields.items():
        lines += [f"# {field.description}", f"#{name.upper()}="]
    return "\n".join(lines) + "\n"
