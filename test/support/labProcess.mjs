import { startLab } from "@vision-peel/lab";

// Without a listener, a write beyond the limit ends the process instead of failing.
process.on("SIGXFSZ", () => {});
const { uid, ...options } = JSON.parse(process.argv[2]);
const lab = await startLab({
  ...options,
  exposeAppInBrowser: true,
  onLog: (text) => process.stderr.write(text),
});
if (uid !== undefined) process.setuid(uid);
process.stdout.write(`${JSON.stringify({ port: lab.port, token: lab.token })}\n`);
process.on("SIGTERM", () => lab.close().then(() => process.exit(0)));

// A test run that was killed leaves nothing running: kernels follow this process.
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(1), 1000).unref();
