/** What has to be right before the first request: called by instrumentation.ts. */
export async function onStart(): Promise<void> {
  if (process.env.NODE_ENV !== "production") return; // Clerk lends keys for development.
  for (const name of ["NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY", "CLERK_SECRET_KEY"]) {
    if (process.env[name]) continue;
    // One message for a person instead of an error with every request.
    console.error(
      `\n${name} is not set. Copy it from https://dashboard.clerk.com ("API keys") into .env.local\n` +
        "or the environment of your host; the publishable key has to be there for `next build`, too.\n",
    );
    process.exit(1);
  }
}
