import { loadavg } from "node:os";
import { startApp } from "../helpers/app";
import { measurePreflightLoad } from "../helpers/preflight-load";
import { createHome } from "../helpers/services";

/**
 * What other requests wait, and what memory the server takes, while it looks at 2,000 rows of 16 KB and at a line of 64 MB.
 * `npm run bench:preflight`; needs the built pages. A busy machine spoils the times: the load is printed beside them.
 */
const app = await startApp({ home: createHome() });
try {
  const load = await measurePreflightLoad(app);
  process.stdout.write(`${JSON.stringify({ ...load, load: loadavg()[0] })}\n`);
} finally {
  await app.end();
}
