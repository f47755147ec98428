import { field } from "@/lib/form-guard";
import { signUpWithPassword } from "@/lib/session/sign-in";
import { startsSession } from "@/lib/start-session";

export default startsSession("/signup", (req, res) =>
  signUpWithPassword(req, res, {
    name: field(req, "name"),
    email: field(req, "email"),
    password: field(req, "password"),
  }),
);
