import { describeSample } from "./harness/describe-sample.ts";
import { appShell } from "./samples/app-shell.ts";

describeSample(appShell);
