import path from "node:path";
import { pathToFileURL } from "node:url";

// Runs inside a generated project, with its tsconfig: what its identity store does, as JSON.

const at = (file: string) => import(pathToFileURL(path.join(process.cwd(), file)).href);
const { identities } = await at("lib/store/identities.ts");
const { getStore } = await at("lib/store/store.ts");

const account = (id: string, email: string) => ({
  ...{ id, email, name: "Ada", role: "user", passwordHash: "none" },
});
const here = { issuer: "https://here.example", subject: "1" };
const there = { issuer: "https://there.example", subject: "1" };
const taken = { issuer: here.issuer, subject: "2" };
const capital = { issuer: here.issuer, subject: "a" };

const said = {
  unknown: await identities.find(here),
  made: await identities.create(here, account("one", "one@people.example")),
  found: (await identities.find(here))?.id,
  inUsers: (await getStore().users.byEmail("one@people.example"))?.id,
  otherIssuer: await identities.find(there),
  otherIssuerMade: await identities.create(there, account("two", "two@people.example")),
  otherIssuerFound: (await identities.find(there))?.id,
  emailTaken: await identities.create(taken, account("three", "one@people.example")),
  emailTakenFound: await identities.find(taken),
  knownAlready: await identities.create(here, account("four", "four@people.example")),
  knownAlreadyLeftNoAccount: await getStore().users.byEmail("four@people.example"),
  afterwards: (await identities.find(here))?.id,
  caseMade: await identities.create(capital, account("five", "five@people.example")),
  caseOther: await identities.find({ ...capital, subject: "A" }),
  blankOther: await identities.find({ ...capital, subject: "a " }),
  atOnce: (
    await Promise.all(
      ["six", "seven"].map((id) =>
        identities
          .create({ ...here, subject: "at once" }, account(id, "six@people.example"))
          .catch((error: Error) => error.message),
      ),
    )
  ).sort(),
};
process.stdout.write(`\n${JSON.stringify(said)}\n`);
process.exit(0);
