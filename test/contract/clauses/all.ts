import type { ClauseCheck } from "../clause.ts";
import { wayBack } from "./01-way-back.ts";
import { jsonStatus } from "./02-json-status.ts";
import { login } from "./03-login.ts";
import { cookieFlags } from "./04-cookie-flags.ts";
import { opaqueId } from "./05-opaque-id.ts";
import { rotation } from "./06-rotation.ts";
import { logout } from "./07-logout.ts";
import { everywhere } from "./08-everywhere.ts";
import { timeouts } from "./09-timeouts.ts";
import { tampering } from "./10-tampering.ts";
import { restart } from "./11-restart.ts";
import { instances } from "./12-instances.ts";
import { outage } from "./13-outage.ts";
import { crossSite } from "./14-cross-site.ts";
import { redirectTargets } from "./15-redirect-targets.ts";
import { noStore } from "./16-no-store.ts";
import { guessing } from "./17-guessing.ts";
import { noLeaks } from "./18-no-leaks.ts";
import { privilegeChange } from "./19-privilege-change.ts";
import { secrets } from "./20-secrets.ts";
import { sweep } from "./21-sweep.ts";
import { oneRead } from "./22-one-read.ts";
import { besideTheData } from "./23-beside-the-data.ts";
import { accessible } from "./24-accessible.ts";

/** The session contract, in the order in which it is checked: leaks last, they may come from anywhere. */
// biome-ignore format: a table reads better
export const clauses: readonly ClauseCheck[] = [
  wayBack, jsonStatus, login, cookieFlags, opaqueId, rotation, logout, everywhere, timeouts, tampering,
  restart, instances, outage, crossSite, redirectTargets, noStore, guessing, privilegeChange, secrets,
  sweep, oneRead, besideTheData, accessible, noLeaks,
];
