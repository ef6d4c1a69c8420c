import { createServer } from "node:net";
import { AppError } from "../contract/error";
import { message } from "../contract/message";

/** Throws, with what to do, when no server could listen on `port` of `host` now. */
export async function assertCanListen(port: number, host: string): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new AppError("invalid-input", message("cli.port"), {
      field: "port",
      suggestion: message("cli.port-next"),
    });
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => reject(listenError(error, port, host)));
    server.listen(port, host, () => server.close(() => resolve()));
  });
}

/** What an error of listening means to a person; one that is not known stays as it is. */
export function listenError(error: NodeJS.ErrnoException, port: number, host: string): Error {
  switch (error.code) {
    case "EADDRINUSE":
      return new AppError("port-taken", message("cli.port-taken", { port: String(port) }), {
        suggestion: message("cli.port-taken-next", { other: String(port + 1) }),
      });
    case "EACCES":
      return new AppError("forbidden", message("cli.port-forbidden", { port: String(port) }), {
        suggestion: message("cli.port-forbidden-next"),
      });
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new AppError("invalid-input", message("cli.host", { host }), {
        field: "host",
        suggestion: message("cli.host-next"),
      });
    default:
      return error;
  }
}
