import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** How many files of each kind the project has; 5,400 in all. */
const size = { sessionPages: 200, plainPages: 300, api: 100, components: 3000, modules: 1800 };

/**
 * Writes a Pages Router project of the size that a large company has: every page and component
 * imports some of the others, and 200 pages read the session in ways that real ones do.
 * @returns the number of source files
 */
export function writeProject(root: string): number {
  let files = 0;
  const write = (file: string, text: string): void => {
    const full = path.join(root, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
    if (/\.tsx?$/.test(file)) files += 1;
  };
  for (const [file, text] of Object.entries(frame)) write(file, text);
  for (let i = 0; i < size.modules; i += 1) write(`lib/modules/m${i}.ts`, moduleText(i));
  for (let i = 0; i < size.components; i += 1) write(`components/C${i}.tsx`, componentText(i));
  for (let i = 0; i < size.api; i += 1) write(`pages/api/r${i}.ts`, apiText(i));
  for (let i = 0; i < size.plainPages; i += 1) write(`pages/plain/p${i}.tsx`, plainPage(i));
  for (let i = 0; i < size.sessionPages; i += 1) write(`pages/area/p${i}.tsx`, sessionPage(i));
  return files;
}

const frame: Record<string, string> = {
  "package.json": `${JSON.stringify({
    name: "large",
    private: true,
    dependencies: {
      next: "16.4.6",
      "next-auth": "4.24.15",
      react: "19.3.1",
      "react-dom": "19.3.1",
    },
  })}\n`,
  "tsconfig.json": `${JSON.stringify({
    compilerOptions: { strict: true, jsx: "preserve", baseUrl: ".", paths: { "@/*": ["./*"] } },
  })}\n`,
  "lib/auth.ts": `import type { NextAuthOptions } from "next-auth";

export const authOptions: NextAuthOptions = { providers: [], secret: process.env.SECRET };
`,
  "pages/api/auth/[...nextauth].ts": `import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth";

export default NextAuth(authOptions);
`,
  "pages/_app.tsx": `import type { AppProps } from "next/app";
import { SessionProvider } from "next-auth/react";

export default function App({ Component, pageProps: { session, ...pageProps } }: AppProps) {
  return (
    <SessionProvider session={session}>
      <Component {...pageProps} />
    </SessionProvider>
  );
}
`,
};

/** Lines of ordinary code, so that files have the length that files have. */
function filler(i: number, lines: number): string {
  return Array.from(
    { length: lines },
    (_, line) =>
      `export const value${line} = (input: number): number => (input * ${i + line + 1}) % 97; // case ${line}`,
  ).join("\n");
}

function moduleText(i: number): string {
  const other = i > 10 ? `import { value1 as other } from "@/lib/modules/m${i - 7}";\n\n` : "";
  const use = i > 10 ? "export const mixed = other(1);\n" : "";
  return `${other}/** Module ${i} of the domain. */\n${use}${filler(i, 45)}\n`;
}

function componentText(i: number): string {
  return `import { useState } from "react";
import { value1 } from "@/lib/modules/m${i % size.modules}";

interface Props {
  readonly title: string;
  readonly amount?: number;
}

/** Shows ${i}. */
export default function C${i}({ title, amount = ${i} }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <section className="card" onClick={() => setOpen(!open)}>
      <h2>{title}</h2>
      {open && <p>{value1(amount)} of ${i}</p>}
      <ul>
${Array.from({ length: 20 }, (_, line) => `        <li key="${line}">Entry ${line}: {title}</li>`).join("\n")}
      </ul>
    </section>
  );
}
`;
}

function apiText(i: number): string {
  return `import type { NextApiRequest, NextApiResponse } from "next";
import { value1 } from "@/lib/modules/m${i}";

export default function handler(_req: NextApiRequest, res: NextApiResponse) {
  res.status(200).json({ value: value1(${i}) });
}
`;
}

function plainPage(i: number): string {
  return `import C from "@/components/C${i}";

export default function Plain() {
  return <C title="Plain ${i}" />;
}
`;
}

function sessionPage(i: number): string {
  const guard =
    i % 3 === 0
      ? `  if (!session?.user) {\n    return { notFound: true };\n  }`
      : `  if (!session) {\n    return { redirect: { destination: "/login?from=/area/p${i}", permanent: false } };\n  }`;
  return `import type { GetServerSideProps } from "next";
import { getServerSession } from "next-auth/next";
import C${i} from "@/components/C${i * 7}";
import C${i}Other from "@/components/C${i * 7 + 1}";
import { authOptions } from "@/lib/auth";
import { value2 } from "@/lib/modules/m${i}";

type Props = { name: string; amount: number };

export const getServerSideProps: GetServerSideProps<Props> = async (context) => {
  const session = await getServerSession(context.req, context.res, authOptions);
${guard}
  const amount = value2(${i});
  return { props: { name: session.user?.name ?? "", amount } };
};

export default function Area({ name, amount }: Props) {
  return (
    <main>
      <h1>Hello {name}</h1>
      <C${i} title="One" amount={amount} />
      <C${i}Other title="Two" />
    </main>
  );
}
`;
}
