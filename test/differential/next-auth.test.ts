import { describeSample } from "./harness/describe-sample.ts";
import { nextAuth } from "./samples/next-auth.ts";

describeSample(nextAuth);
