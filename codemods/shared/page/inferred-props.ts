import type * as t from "@babel/types";
import type { Edit } from "../editing/edits.ts";
import { NotUnderstood } from "../finding.ts";
import type { ServerSideProps } from "../gssp/find.ts";
import { lineOf, rangeOf } from "../syntax/parse.ts";
import type { Scopes } from "../syntax/scopes.ts";
import { namesWithin } from "./parts.ts";

/** What becomes of `InferGetServerSidePropsType<typeof getServerSideProps>` in the client file. */
export interface InferredProps {
  readonly edits: readonly Edit[];
  /** Name to import from the server file, where the type has to be inferred from there. */
  readonly fromServer?: string;
  /** The file that gives it, where that is not the page. */
  readonly fromFile?: string;
  /** Names that the client file needs now, and one that it may not need any longer. */
  readonly needs: readonly string[];
  readonly drops?: string;
}

const NONE: InferredProps = { edits: [], needs: [] };

/**
 * Finds every use of the type of `getServerSideProps` and says what takes its place: the type that
 * its annotation names, or one that is inferred from the server file.
 * @throws NotUnderstood when `getServerSideProps` is used as anything else
 */
export function inferredProps(scopes: Scopes, gssp: ServerSideProps): InferredProps {
  const binding = scopes.module.get(gssp.name);
  const own = [rangeOf(gssp.statement), rangeOf(gssp.exportedBy)];
  const uses = (binding?.references ?? []).filter(({ node }) => {
    const [at] = rangeOf(node);
    return !own.some(([start, end]) => at >= start && at < end);
  });
  if (uses.length === 0) return NONE;
  const references = uses.map(({ node, ancestors }) => {
    const reference = ancestors.findLast((ancestor) => ancestor.type === "TSTypeReference");
    if (!reference || typeName(reference) !== "InferGetServerSidePropsType") {
      throw new NotUnderstood(
        "gssp-used",
        "The page uses its own getServerSideProps.",
        lineOf(node),
      );
    }
    return reference;
  });
  const { text, ...rest } = replacement(scopes, gssp);
  const edits = references.map((reference) => {
    const [start, end] = rangeOf(reference);
    return { start, end, text };
  });
  return { edits, ...rest };
}

function replacement(
  scopes: Scopes,
  gssp: ServerSideProps,
): { text: string } & Omit<InferredProps, "edits"> {
  const infer = "InferGetServerSidePropsType";
  if (gssp.propsType === "any" && !gssp.satisfies) {
    return {
      text: `${infer}<GetServerSideProps>`,
      needs: scopes.imports.has("GetServerSideProps") ? ["GetServerSideProps", infer] : [infer],
    };
  }
  if (gssp.propsType !== undefined && gssp.propsType !== "any" && !gssp.satisfies) {
    const { text, node } = gssp.propsType;
    return { text, needs: [...namesWithin(scopes, rangeOf(node)).keys()], drops: infer };
  }
  const names = ["PageProps", "ServerSideProps", "LoadedProps"];
  const fromServer = names.find((name) => !scopes.module.has(name)) ?? "InferredPageProps";
  return { text: fromServer, fromServer, needs: [], drops: infer };
}

function typeName(reference: t.Node): string | undefined {
  if (reference.type !== "TSTypeReference") return undefined;
  return reference.typeName.type === "Identifier" ? reference.typeName.name : undefined;
}
