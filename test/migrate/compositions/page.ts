import fc from "fast-check";

/** A guard of a page: who is turned away, and where to. */
export interface Guard {
  readonly condition: string;
  readonly outcome: "redirect" | "not-found";
  readonly target: string;
}

/** The choices that a page is made of; every one of them is met in real projects. */
export interface Composition {
  readonly form: (typeof forms)[number];
  readonly context: (typeof contexts)[number];
  readonly reader: (typeof readers)[number];
  readonly guards: readonly (typeof guardKinds)[number][];
  readonly guardForm: (typeof guardForms)[number];
  readonly data: (typeof dataForms)[number];
  readonly uses: (typeof usesOfContext)[number];
  readonly component: (typeof components)[number];
  readonly props: (typeof propsTypes)[number];
  readonly dynamic: boolean;
}

const forms = [
  "function",
  "arrow",
  "annotated",
  "satisfies",
  "late",
  "wrapped",
  "curried",
] as const;
const contexts = ["name", "pattern", "unpacked"] as const;
const readers = ["getServerSession", "getSession", "getToken", "helper", "cookie"] as const;
const guardKinds = ["login", "missing", "role", "verified"] as const;
const guardForms = ["block", "single", "else", "ternary", "try"] as const;
const dataForms = ["none", "after", "all", "before"] as const;
const usesOfContext = ["nothing", "query", "headers", "resolvedUrl", "header-write"] as const;
const components = ["function", "arrow", "late", "memo", "class", "router", "head", "hoc"] as const;
const propsTypes = ["declared", "inferred"] as const;

const oneOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

export const composition: fc.Arbitrary<Composition> = fc
  .record({
    form: oneOf(forms),
    context: oneOf(contexts),
    reader: oneOf(readers),
    guards: fc.uniqueArray(oneOf(guardKinds), { minLength: 1, maxLength: 3 }),
    guardForm: oneOf(guardForms),
    data: oneOf(dataForms),
    uses: oneOf(usesOfContext),
    component: oneOf(components),
    props: oneOf(propsTypes),
    dynamic: fc.boolean(),
  })
  // TypeScript infers no props through a wrapper of a function that may redirect
  .map((choice) => (isWrapped(choice) ? { ...choice, props: "declared" as const } : choice));

const isWrapped = ({ form }: Pick<Composition, "form">): boolean =>
  form === "wrapped" || form === "curried";

const conditions: Record<(typeof guardKinds)[number], Guard> = {
  login: { condition: "!session", outcome: "redirect", target: '"/login"' },
  missing: { condition: "!session?.user?.email", outcome: "not-found", target: "" },
  role: { condition: 'roleOf(session) !== "admin"', outcome: "redirect", target: '"/denied"' },
  verified: {
    condition: "!isVerified(session)",
    outcome: "redirect",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the page has the template, not this file
    target: "`/verify?from=${here}`",
  },
};

/** The guards that a page has, in the order in which it asks them. */
export function guardsOf({ guards }: Composition): Guard[] {
  return guards.map((kind) => conditions[kind]);
}

/** File of the page below pages/, and its text. */
export function pageOf(choice: Composition, number: number): { file: string; text: string } {
  const file = `pages/p${number}${choice.dynamic ? "/[id]" : ""}.tsx`;
  const head = [...importsOf(choice), "", ...propsOf(choice)].join("\n");
  return { file, text: `${head}\n${serverSide(choice, number)}\n\n${componentOf(choice)}\n` };
}

function importsOf({ reader, component, form, props, guardForm }: Composition): string[] {
  const wrapped = isWrapped({ form });
  return [
    ...(component === "class" ? ['import { Component } from "react";'] : []),
    ...(component === "memo" ? ['import { memo } from "react";'] : []),
    ...(component === "head" ? ['import Head from "next/head";'] : []),
    ...(component === "router" ? ['import { useRouter } from "next/router";'] : []),
    ...(component === "hoc" ? ['import { withFrame } from "@/components/frame";'] : []),
    `import type { GetServerSideProps, GetServerSidePropsContext${props === "inferred" ? ", InferGetServerSidePropsType" : ""} } from "next";`,
    ...(wrapped || reader !== "getServerSession"
      ? []
      : [
          'import { getServerSession } from "next-auth/next";',
          'import { authOptions } from "@/lib/auth";',
        ]),
    ...(!wrapped && reader === "getSession"
      ? ['import { getSession } from "next-auth/react";']
      : []),
    ...(!wrapped && reader === "getToken" ? ['import { getToken } from "next-auth/jwt";'] : []),
    ...(!wrapped && reader === "helper" ? ['import { readSession } from "@/lib/session";'] : []),
    ...(!wrapped && reader === "cookie" ? ['import { openTicket } from "@/lib/session";'] : []),
    ...(wrapped
      ? [`import { ${form === "curried" ? "requireRole" : "withSession"} } from "@/lib/guards";`]
      : []),
    'import { findPosts } from "@/lib/db";',
    'import { isVerified, roleOf } from "@/lib/roles";',
    ...(guardForm === "try" ? ['import { report } from "@/lib/report";'] : []),
  ];
}

function propsOf({ props, data }: Composition): string[] {
  if (props === "inferred") return [];
  const posts = data === "none" ? "" : " posts: string[];";
  return [`interface Props { name: string;${posts} seen: string }`, ""];
}

/** Turns a shape of the context into the parameter, and the texts of its parts. */
function parts({ context, dynamic }: Composition) {
  if (context === "name") {
    return { parameter: "ctx", start: [], at: (name: string) => `ctx.${name}`, whole: "ctx" };
  }
  const names = ["req", "res", "query", "resolvedUrl", ...(dynamic ? ["params"] : [])].join(", ");
  if (context === "pattern") {
    return { parameter: `{ ${names} }`, start: [], at: (name: string) => name, whole: "{ req }" };
  }
  const start = [`const { ${names} } = context;`];
  return { parameter: "context", start, at: (name: string) => name, whole: "context" };
}

function serverSide(choice: Composition, number: number): string {
  const { form, reader } = choice;
  const wrapped = isWrapped(choice);
  const { parameter, start, at, whole } = parts(choice);
  const reads: Record<Composition["reader"], string> = {
    getServerSession: `await getServerSession(${at("req")}, ${at("res")}, authOptions)`,
    getSession: `await getSession(${whole === "{ req }" ? "{ req }" : whole})`,
    getToken: `await getToken({ req: ${at("req")} })`,
    helper: `await readSession(${at("req")}, ${at("res")})`,
    cookie: `openTicket(${at("req")}.cookies.ticket)`,
  };
  const read = wrapped ? [] : [`const session = ${reads[reader]};`];
  const body = [...start, ...read, ...bodyOf(choice, number, at)];
  const lines = body.map((line) => `  ${line}`).join("\n");
  const typed = `${parameter}: GetServerSidePropsContext`;
  switch (form) {
    case "function":
      return `export async function getServerSideProps(${typed}) {\n${lines}\n}`;
    case "arrow":
      return `export const getServerSideProps = async (${typed}) => {\n${lines}\n};`;
    case "annotated":
      return `export const getServerSideProps: GetServerSideProps = async (${parameter}) => {\n${lines}\n};`;
    case "satisfies":
      return `export const getServerSideProps = (async (${parameter}) => {\n${lines}\n}) satisfies GetServerSideProps;`;
    case "late":
      return `async function load(${typed}) {\n${lines}\n}\n\nexport { load as getServerSideProps };`;
    case "wrapped":
      return `export const getServerSideProps = withSession(async (${typed}, session) => {\n${lines}\n});`;
    case "curried":
      return `export const getServerSideProps = requireRole("member")(async (${typed}, session) => {\n${lines}\n});`;
  }
}

function bodyOf(choice: Composition, number: number, at: (name: string) => string): string[] {
  const { data, uses, guards } = choice;
  const here = guards.includes("verified")
    ? [
        `const here = encodeURIComponent(${choice.uses === "resolvedUrl" ? at("resolvedUrl") : '"/home"'});`,
      ]
    : [];
  const posts = data === "none" ? "" : " posts,";
  const key = choice.dynamic ? `String(${at("params")}?.id)` : `"p${number}"`;
  const seen: Record<Composition["uses"], string> = {
    nothing: '"always"',
    query: `String(${at("query")}.page ?? 1)`,
    headers: `${at("req")}.headers["user-agent"] ?? ""`,
    resolvedUrl: at("resolvedUrl"),
    "header-write": '"written"',
  };
  const load = {
    none: [],
    before: [`const posts = await findPosts(${key});`],
    after: [`const posts = await findPosts(${key});`],
    all: [`const [posts] = await Promise.all([findPosts(${key}), findPosts("other")]);`],
  }[data];
  const result = `{ props: { name: session?.user?.name ?? "",${posts} seen: ${seen[uses]} } }`;
  return [
    ...(uses === "header-write" ? [`${at("res")}.setHeader("Cache-Control", "no-store");`] : []),
    ...here,
    ...(data === "before" ? load : []),
    ...guardLines(choice, [...(data === "before" ? [] : load)], result),
  ];
}

function returned({ outcome, target }: Guard): string {
  if (outcome === "not-found") return "{ notFound: true as const }";
  return `{ redirect: { destination: ${target}, permanent: false } }`;
}

function guardLines(choice: Composition, load: string[], result: string): string[] {
  const guards = guardsOf(choice);
  const block = guards.flatMap((guard) => [
    `if (${guard.condition}) {`,
    `  return ${returned(guard)};`,
    "}",
  ]);
  switch (choice.guardForm) {
    case "block":
      return [...block, ...load, `return ${result};`];
    case "single":
      return [
        ...guards.map((guard) => `if (${guard.condition}) return ${returned(guard)};`),
        ...load,
        `return ${result};`,
      ];
    case "else": {
      const [last, ...others] = [...guards].reverse() as [Guard, ...Guard[]];
      const first = others
        .reverse()
        .flatMap((guard) => [`if (${guard.condition}) return ${returned(guard)};`]);
      const inside = [...load, `return ${result};`].map((line) => `  ${line}`);
      return [
        ...first,
        `if (${last.condition}) {`,
        `  return ${returned(last)};`,
        "} else {",
        ...inside,
        "}",
      ];
    }
    case "ternary": {
      const chain = guards.map((guard) => `${guard.condition} ? ${returned(guard)} : `).join("");
      return [...load, `return ${chain}${result};`];
    }
    case "try":
      return [
        "try {",
        ...[...block, ...load, `return ${result};`].map((line) => `  ${line}`),
        "} catch (error) {",
        "  report(error);",
        "  return { notFound: true as const };",
        "}",
      ];
  }
}

function componentOf({ component, props, form }: Composition): string {
  const source = form === "late" ? "load" : "getServerSideProps";
  const type = props === "inferred" ? `InferGetServerSidePropsType<typeof ${source}>` : "Props";
  const shown = "<main>{name} {seen}</main>";
  switch (component) {
    case "function":
      return `export default function Page({ name, seen }: ${type}) {\n  return ${shown};\n}`;
    case "arrow":
      return `const Page = ({ name, seen }: ${type}) => ${shown};\n\nexport default Page;`;
    case "late":
      return `function Page({ name, seen }: ${type}) {\n  return ${shown};\n}\n\nexport { Page as default };`;
    case "memo":
      return `export default memo(function Page({ name, seen }: ${type}) {\n  return ${shown};\n});`;
    case "hoc":
      return `function Page({ name, seen }: ${type}) {\n  return ${shown};\n}\n\nexport default withFrame(Page);`;
    case "class":
      return `export default class Page extends Component<${type}> {\n  render() {\n    const { name, seen } = this.props;\n    return ${shown};\n  }\n}`;
    case "router":
      return `export default function Page({ name, seen }: ${type}) {\n  const router = useRouter();\n  return <main onClick={() => router.push("/")}>{name} {seen}</main>;\n}`;
    case "head":
      return `export default function Page({ name, seen }: ${type}) {\n  return (\n    <>\n      <Head>\n        <title>Page</title>\n      </Head>\n      ${shown}\n    </>\n  );\n}`;
  }
}
