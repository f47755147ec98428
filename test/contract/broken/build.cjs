// What stands for `next build` here: it has to work with an empty environment.
if (process.env.DEFECT === "builds-only-with-a-secret" && !process.env.SESSION_SECRET) {
  throw new Error("SESSION_SECRET is not set");
}
