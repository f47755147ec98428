const KEYS = ["NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY", "CLERK_SECRET_KEY"];

/** What has to be right before the first request: called by instrumentation.ts. */
export async function onStart(): Promise<void> {
  const missing = KEYS.find((name) => !process.env[name]);
  if (missing === undefined) return;
  // One message for a person instead of an error with every request.
  console.error(
    `\n${missing} is not set. Copy it from https://dashboard.clerk.com ("API keys") into .env.local\n` +
      "or the environment of your host; the publishable key has to be there for `next build`, too.\n" +
      "Without an account, `npx clerk@latest init` makes an application and writes its keys there.\n",
  );
  // `next dev` reads .env.local again as soon as the keys are in it.
  if (process.env.NODE_ENV === "production") process.exit(1);
}
