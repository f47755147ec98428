import { version } from "create-session-app/package.json";

/** Our own version; the build writes it in place. */
export { version };
