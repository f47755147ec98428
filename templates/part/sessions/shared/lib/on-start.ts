import { stampConnectionAddresses } from "@/lib/client-address";
import { createDemoUsers } from "@/lib/demo-users";
import { sessionSettings } from "@/lib/session/settings";

const RETRY_MS = 5000;

/** What has to be right before the first request: called by instrumentation.ts. */
export async function onStart(): Promise<void> {
  try {
    sessionSettings();
  } catch (error) {
    // One message for a person instead of a stack trace, and no server with a weak secret.
    console.error(`\n${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
  stampConnectionAddresses();
  await prepareStore();
}

/** A store that is not up yet does not keep the server down: it is tried again until it is. */
async function prepareStore(): Promise<void> {
  try {
    await createDemoUsers();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`${reason} Trying again in ${RETRY_MS / 1000} seconds.`);
    setTimeout(prepareStore, RETRY_MS).unref();
  }
}
