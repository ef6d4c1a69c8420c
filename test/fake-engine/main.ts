import { runAttempt } from "./attempt";
import { encodeRows } from "./encode-rows";
import { jobFor } from "./jobs/job-for";

// As the executor starts the real wrapper: `python wrapper.py DIR -- argv…`
const [script, directory, separator, ...argv] = process.argv.slice(2);
if (script?.endsWith("encode_rows.py")) await encodeRows();
else if (directory === undefined || separator !== "--") {
  process.stderr.write("The fake engine only runs attempts of Stillroom: wrapper.py DIR -- argv…\n");
  process.exitCode = 2;
} else process.exit(await runAttempt(directory, argv, jobFor));
