import { loadFederatedExtensions } from "./federation";

// Module federation: everything shared must be imported asynchronously, after the share scope is filled.
const federated = await loadFederatedExtensions();
const { startApplication } = await import("./application");
await startApplication(federated);
