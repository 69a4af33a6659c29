/** The two shapes every REST answer has, and the error that a failed one becomes. */

export interface Meta {
  timestamp: string;
  request_id: string;
}

export interface Envelope<T> {
  success: true;
  data: T;
  meta: Meta;
}

interface ErrorBody {
  code: string;
  message: string;
  details?: unknown;
}

interface ErrorEnvelope {
  success: false;
  error: ErrorBody;
  meta?: Partial<Meta>;
}

/** A refused or failed request: `code` is stable, `message` is for people, `requestId` finds it in the log. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly requestId: string | null;
  readonly details: unknown;

  constructor(
    message: string,
    facts: { code: string; status: number; requestId?: string | null; details?: unknown },
  ) {
    super(message);
    this.name = "ApiError";
    this.code = facts.code;
    this.status = facts.status;
    this.requestId = facts.requestId ?? null;
    this.details = facts.details ?? null;
  }
}

export function isEnvelope(body: unknown): body is Envelope<unknown> {
  return isRecord(body) && body.success === true && "data" in body;
}

/** The error a response stands for, also when a proxy answered with something that is not our JSON. */
export function errorOf(response: Response, body: unknown): ApiError {
  const requestId = response.headers.get("x-request-id");
  if (isErrorEnvelope(body)) {
    return new ApiError(body.error.message, {
      code: body.error.code,
      status: response.status,
      requestId: body.meta?.request_id ?? requestId,
      details: body.error.details,
    });
  }
  return new ApiError(`The server answered ${String(response.status)} without an explanation.`, {
    code: `HTTP_${String(response.status)}`,
    status: response.status,
    requestId,
  });
}

function isErrorEnvelope(body: unknown): body is ErrorEnvelope {
  if (!isRecord(body) || !isRecord(body.error)) return false;
  return typeof body.error.code === "string" && typeof body.error.message === "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
