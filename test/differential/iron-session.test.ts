import { describeSample } from "./harness/describe-sample.ts";
import { ironSession } from "./samples/iron-session.ts";

describeSample(ironSession);
