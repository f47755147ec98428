import type { PageFacts } from "../../codemods/shared/page/facts.ts";

/** A JavaScript page /members of a project on Next 16, with nothing special about it. */
export const facts: PageFacts = {
  path: "pages/members.js",
  pageFile: "app/members/page.js",
  clientFile: "app/members/client.js",
  sharedFile: "app/members/shared.js",
  pattern: "/members",
  params: [],
  nextMajor: 16,
  cacheComponents: false,
  trailingSlash: false,
  staticsOfShell: new Set(["getLayout"]),
  shellKeepsSession: true,
  shellHasTitle: false,
};
