import type { NextRequest } from "next/server";
import { safeRedirect } from "@/lib/safe-redirect";
import { SITE_NAME } from "@/lib/site";

/**
 * The page for an outage of the store. A route handler and not a page, because only a route handler
 * can answer with status 503, which keeps caches and search engines from taking it for content.
 * It stands alone: no session, no scripts, no style sheet.
 */
export function GET(request: NextRequest): Response {
  const back = escapeHtml(safeRedirect(request.nextUrl.searchParams.get("next")));
  return new Response(page(back), {
    status: 503,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Retry-After": "5",
    },
  });
}

function page(back: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Be right back · ${escapeHtml(SITE_NAME)}</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
  body { display: grid; place-content: center; min-height: 100dvh; margin: 0; padding: 1.5rem; }
  main { max-width: 28rem; }
  h1 { line-height: 1.2; }
  a { color: inherit; }
</style>
</head>
<body>
<main>
<h1>Be right back</h1>
<p>We cannot reach our database right now. You are still signed in, and nothing is lost.</p>
<p><a href="${back}">Try again</a></p>
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
