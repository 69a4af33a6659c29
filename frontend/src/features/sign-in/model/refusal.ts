import { ApiError } from "@/lib/api/envelope";

const words: Readonly<Record<string, string>> = {
  SIGN_IN_REFUSED:
    "The address or the password is wrong. Check both, or set a new password. A new account works once its mail was followed.",
  CODE_REFUSED: "The code is wrong or was used before. Wait for the next one and try again.",
  LINK_REFUSED: "This link was used or has run out. Ask for a new one.",
  PROVIDER_SIGN_IN_REFUSED:
    "The provider did not confirm who you are. Try again, or use another way.",
  PROVIDER_SIGN_IN_CANCELLED: "The sign-in was cancelled at the provider. Nothing was changed.",
  PROVIDER_UNREACHABLE: "The provider does not answer. Try again, or use another way.",
  PROVIDER_MISCONFIGURED: "This provider is not set up rightly. Tell whoever runs Cloudwright.",
  PROVIDER_UNKNOWN: "Nobody can sign in with this provider here.",
  ACCOUNT_EXISTS: "There is an account with this address. Sign in as you did before.",
  ADDRESS_UNPROVEN: "The provider does not say that your address is yours. Confirm it there first.",
  IDENTITY_PROVIDER_REQUIRED:
    "Your organisation signs in through its own provider. Continue with it above.",
  ADDRESS_NOT_ALLOWED: "Your organisation does not allow signing in from this network.",
};

/** What a refused sign-in says: never whether an address is known here. */
export function refusalWords(error: Error): string {
  if (!(error instanceof ApiError)) return "The reason is not known. Try again.";
  if (error.status === 429) return `Too many attempts. ${waitWords(error.details)}`;
  return words[error.code] ?? error.message;
}

/** The words for a code that came back with the address from a provider. */
export function codeWords(code: string): string {
  return words[code] ?? "The sign-in did not work. Try again.";
}

function waitWords(details: unknown): string {
  const seconds =
    typeof details === "object" && details !== null && "retry_after_seconds" in details
      ? Number(details.retry_after_seconds)
      : Number.NaN;
  if (Number.isNaN(seconds)) return "Wait a few minutes and try again.";
  return seconds < 90
    ? `Try again in ${Math.ceil(seconds)} seconds.`
    : `Try again in ${Math.ceil(seconds / 60)} minutes.`;
}
