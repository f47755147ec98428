import { randomBytes } from "node:crypto";
import { ChangeSet } from "../changeset/changeset.ts";
import { type Answers, choose } from "./answers.ts";
import { type GeneratorEffects, generate } from "./generator.ts";
import { templatesIn, templatesRoot } from "./templates.ts";

/**
 * Computes a new project: one `create` for each of its files, `.env.local` with fresh secrets
 * (mode 0600) among them. Nothing is written.
 * @param answers what to make; whatever is missing has a default
 * @param effects where templates and randomness come from; this program's own by default
 * @throws ScaffoldError when the name or the stack is not valid, before anything is rendered
 * @throws LayerError when the templates themselves are broken
 */
export async function scaffold(
  answers: Answers,
  effects: GeneratorEffects = { templates: templatesIn(templatesRoot()), random: randomBytes },
): Promise<ChangeSet> {
  const choice = choose(answers);
  const project = new ChangeSet();
  await generate(async () => choice, project, effects);
  return project;
}
