import { createServer } from "node:net";
import { AppError } from "../contract/error";

/** Throws, with what to do, when no server could listen on `port` of `host` now. */
export async function assertCanListen(port: number, host: string): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new AppError("invalid-input", "The port is not a whole number from 1 to 65535", {
      field: "port",
      suggestion: "Write it like --port 3001",
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
      return new AppError("port-taken", `Port ${port} is already in use`, {
        suggestion: `End the program that uses it, or choose another with --port ${port + 1}`,
      });
    case "EACCES":
      return new AppError("forbidden", `This user may not listen on port ${port}`, {
        suggestion: "Choose one above 1023, such as --port 3000",
      });
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new AppError("invalid-input", `This machine has no address '${host}'`, {
        field: "host",
        suggestion: "Leave --host away, or name an address of this machine",
      });
    default:
      return error;
  }
}
