import { describeSample } from "./harness/describe-sample.ts";
import { clerk } from "./samples/clerk.ts";

describeSample(clerk);
