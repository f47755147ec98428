import { signUp } from "@/lib/accounts";
import { field } from "@/lib/form-guard";
import { startsSession } from "@/lib/start-session";

export default startsSession("/signup", (req, headers) => {
  const input = {
    name: field(req, "name"),
    email: field(req, "email"),
    password: field(req, "password"),
  };
  return signUp(input, headers);
});
