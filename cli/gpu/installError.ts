/** The runtime's own script could not fetch its files; it has said why. */
export class InstallError extends Error {
  readonly remedy =
    "look at the network and the proxy (GLOBAL_AGENT_HTTPS_PROXY), and call peel gpu install again";
  readonly exitCode = 1;

  constructor(code: number | null) {
    super(
      `What NVIDIA cards need was not fetched (code ${code}; above is why): look at the network and the proxy (GLOBAL_AGENT_HTTPS_PROXY), and call peel gpu install again. Everything else works as before.`,
    );
    this.name = "InstallError";
  }
}
