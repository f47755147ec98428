import { field } from "@/lib/form-guard";
import { signInWithPassword } from "@/lib/session/sign-in";
import { startsSession } from "@/lib/start-session";

export default startsSession("/login", (req, res) =>
  signInWithPassword(req, res, { email: field(req, "email"), password: field(req, "password") }),
);
