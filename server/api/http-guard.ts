export type GuardedRequest = {
  method: string;
  path: string;
  host: string | undefined;
  origin: string | undefined;
  /** Asks for a web socket, which a browser opens to any host without asking. */
  isUpgrade?: boolean;
};
export type Refusal = { status: number; message: string };

/** Hosts that a server on `port` answers to: loopback names, the name it was bound to, and those a person allowed. */
export function allowedHosts(port: number, boundHost: string, extra: string[]): Set<string> {
  const names = ["127.0.0.1", "localhost", "[::1]", boundHost];
  return new Set([...names.map((name) => `${name}:${port}`), ...extra]);
}

/**
 * Why a request is refused, or null. A foreign Host means DNS rebinding; a change without an Origin of ours means
 * cross-site request forgery. Applies to pages, API and files alike.
 */
export function refusalOf(
  { method, path, host, origin, isUpgrade = false }: GuardedRequest,
  hosts: Set<string>,
): Refusal | null {
  // Attempts on clusters know this server by any name and show a token in a header, which no page can make a browser send.
  if (!isUpgrade && /^\/api\/ingest\/[^/?]+(\?|$)/.test(path)) return null;
  if (host === undefined || !hosts.has(host.toLowerCase()))
    return {
      status: 421,
      message: "This host name is not one that Stillroom answers to. Add it to STILLROOM_ALLOWED_HOSTS.",
    };
  if (!isUpgrade && ["GET", "HEAD", "OPTIONS"].includes(method)) return null;
  if (origin === undefined || !isOwnOrigin(origin, hosts))
    return { status: 403, message: "Changes are accepted from Stillroom's own pages only." };
  return null;
}

function isOwnOrigin(origin: string, hosts: Set<string>): boolean {
  const match = /^https?:\/\/([^/]+)$/.exec(origin.toLowerCase());
  return match?.[1] !== undefined && hosts.has(match[1]);
}
