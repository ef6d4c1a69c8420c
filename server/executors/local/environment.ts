const passedOn = [
  "PATH",
  "HOME",
  "USER",
  "LANG",
  "LC_ALL",
  "TZ",
  "TMPDIR",
  "LD_LIBRARY_PATH",
  "CUDA_HOME",
  "CUDA_VISIBLE_DEVICES",
  "HIP_VISIBLE_DEVICES",
  "HF_HOME",
  "HF_HUB_CACHE",
  "HF_ENDPOINT",
  "HF_HUB_OFFLINE",
  "MODELSCOPE_CACHE",
  "OMP_NUM_THREADS",
  "OPENBLAS_CORETYPE",
  "OPENBLAS_L2_SIZE",
  "SSL_CERT_FILE",
  "REQUESTS_CA_BUNDLE",
  "STILLROOM_STOP_GRACE_SECONDS",
];

/** The environment of an attempt: a fixed list of the machine's own variables and what the plan asks for, so that no secret of this process leaks into model code. */
export function attemptEnvironment(env: NodeJS.ProcessEnv, planned: Record<string, string>): NodeJS.ProcessEnv {
  const kept = passedOn.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]));
  return { ...Object.fromEntries(kept), ...planned };
}
