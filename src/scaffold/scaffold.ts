import { randomBytes } from "node:crypto";
import { ChangeSet } from "../changeset/changeset.ts";
import { type Answers, choose } from "./answers.ts";
import { type GeneratorEffects, generate } from "./generator.ts";
import { ownTemplates } from "./outside.ts";

/**
 * Computes a new project: one `create` for each of its files, `.env.local` with fresh secrets
 * (mode 0600) among them. Nothing is written.
 * @param answers what to make; whatever is missing has a default
 * @param effects where templates, what can be chosen and randomness come from; this program's own
 *   where not given, see {@link withOutside} for others
 * @throws ScaffoldError when the name or the stack is not valid, before anything is rendered
 * @throws LayerError when the templates themselves are broken
 */
export async function scaffold(
  answers: Answers,
  effects: Partial<GeneratorEffects> = {},
): Promise<ChangeSet> {
  const { catalogue, templates, random } = { ...ownTemplates(), random: randomBytes, ...effects };
  const choice = choose(answers, catalogue);
  const project = new ChangeSet();
  await generate(async () => choice, project, { templates, random });
  if (choice.language === "ts") return project;
  const { toJavaScript } = await import("./javascript/to-javascript.ts");
  return toJavaScript(project);
}
