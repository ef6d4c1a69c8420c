import { readFileSync } from "node:fs";
import { type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { AppError } from "../../contract/error";
import { type Message, message } from "../../contract/message";

const requestTimeoutMs = 15_000;
const maxAnswerBytes = 32 * 2 ** 20;

export type RayAnswer = { status: number; text: string };

export type RayClient = {
  readonly address: string;
  /** Sends one request; any answer is returned, whatever its status. Throws `AppError` `unavailable` when none comes. */
  ask(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<RayAnswer>;
};

export type RayClientOptions = { address: string; caFile: string | null; token: string | null; timeoutMs?: number };

/** Speaks to the dashboard of a Ray cluster. Not by `fetch`: Ray refuses what looks like a browser, which `fetch` does by its `sec-fetch-mode`. */
export function createRayClient(options: RayClientOptions): RayClient {
  const address = options.address.replace(/\/+$/, "");
  return {
    address,
    ask: async (method, path, body) => {
      try {
        return await send(`${address}${path}`, method, body, options);
      } catch (error) {
        throw unavailable(address, error);
      }
    },
  };
}

function send(
  url: string,
  method: string,
  body: unknown,
  { caFile, token, timeoutMs = requestTimeoutMs }: RayClientOptions,
): Promise<RayAnswer> {
  const sent = body === undefined ? null : JSON.stringify(body);
  const options: RequestOptions & { ca?: Buffer } = {
    method,
    // A kept connection to a head that was restarted would fail the next request.
    agent: false,
    headers: {
      accept: "application/json",
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(sent !== null && { "content-type": "application/json", "content-length": Buffer.byteLength(sent) }),
    },
    signal: AbortSignal.timeout(timeoutMs),
    ...(caFile !== null && url.startsWith("https:") && { ca: readFileSync(caFile) }),
  };
  return new Promise((resolve, reject) => {
    const request = (url.startsWith("https:") ? requestHttps : requestHttp)(url, options, (response) => {
      const parts: Buffer[] = [];
      let sizeBytes = 0;
      response.on("data", (part: Buffer) => {
        sizeBytes += part.length;
        if (sizeBytes > maxAnswerBytes) response.destroy(new Error("the answer is too long"));
        else parts.push(part);
      });
      response.once("error", reject);
      response.once("end", () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") }),
      );
    });
    request.once("error", reject);
    request.end(sent);
  });
}

function unavailable(address: string, error: unknown): AppError {
  const code = codeOf(error);
  const cause = causeOf(code, error);
  return new AppError("unavailable", message("clusters.ray-silent", { address, cause: cause.said }), {
    suggestion: cause.suggestion,
    context: { code },
    cause: error,
  });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "UNKNOWN";
  if (error.name === "TimeoutError" || error.name === "AbortError") return "ETIMEDOUT";
  return "code" in error ? String(error.code) : "UNKNOWN";
}

/** What a failed connection means, by the code of Node's error. */
function causeOf(code: string, error: unknown): { said: Message | string; suggestion: Message } {
  const detail = error instanceof Error ? error.message : String(error);
  if (code === "ECONNREFUSED")
    return {
      said: message("clusters.refused"),
      suggestion: message("clusters.refused-next"),
    };
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return { said: message("clusters.unknown-name"), suggestion: message("clusters.unknown-name-next") };
  if (["ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ECONNABORTED"].includes(code))
    return {
      said: message("clusters.timed-out"),
      suggestion: message("clusters.timed-out-next"),
    };
  if (code === "ENOENT" || code === "EACCES")
    return { said: detail, suggestion: message("clusters.certificate-file-next") };
  if (/CERT|SIGNATURE|ISSUER|ALTNAME|SELF_SIGNED/.test(code))
    return {
      said: message("clusters.untrusted", { words: detail }),
      suggestion: message("clusters.untrusted-next"),
    };
  if (/SSL|EPROTO/.test(code) || /wrong version number/i.test(detail))
    return { said: message("clusters.no-tls"), suggestion: message("clusters.no-tls-next") };
  if (code === "ECONNRESET" || /^HPE_/.test(code))
    return {
      said: message("clusters.broke-off", { words: detail }),
      suggestion: message("clusters.broke-off-next"),
    };
  return { said: detail, suggestion: message("clusters.head-next") };
}
