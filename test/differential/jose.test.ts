import { describeSample } from "./harness/describe-sample.ts";
import { jose } from "./samples/jose.ts";

describeSample(jose);
