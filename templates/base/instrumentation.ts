/** Next.js calls this once, before the server answers its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { onStart } = await import("@/lib/on-start");
  await onStart();
}
