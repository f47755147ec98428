const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** A moment as seen from now: "5 minutes ago", "in 8 hours". The exact one shows on hover. */
export function Time({ at }: { at: number }) {
  const iso = new Date(at).toISOString();
  const exact = `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
  return (
    // Between rendering on the server and in the browser, "now" may have moved on.
    <time dateTime={iso} title={exact} suppressHydrationWarning>
      {fromNow(at)}
    </time>
  );
}

function fromNow(at: number): string {
  const seconds = (at - Date.now()) / 1000;
  for (const [unit, length] of UNITS) {
    const count = Math.round(seconds / length);
    if (count !== 0) return format.format(count, unit);
  }
  return "just now";
}
