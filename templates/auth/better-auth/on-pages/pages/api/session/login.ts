import { signIn } from "@/lib/accounts";
import { field } from "@/lib/form-guard";
import { startsSession } from "@/lib/start-session";

export default startsSession("/login", (req, headers) =>
  signIn({ email: field(req, "email"), password: field(req, "password") }, headers),
);
