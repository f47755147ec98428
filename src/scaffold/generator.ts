import type { ActionType, CustomActionFunction } from "node-plop";
import type { ChangeSet } from "../changeset/changeset.ts";
import { merge } from "../changeset/merge/merge.ts";
import type { Catalogue } from "../stack/catalogue.ts";
import { envOf, layerFolders } from "../stack/layers.ts";
import type { TemplateSource } from "../templates/source.ts";
import { type Choice, renderData } from "./answers.ts";
import { envLocal, type Random } from "./env-local.ts";
import { LayerError } from "./errors.ts";
import { finishPackageJson } from "./package-json.ts";
import { type LayerFile, planFiles } from "./plan.ts";

/** What the generator needs of the world. */
export interface GeneratorEffects {
  readonly templates: TemplateSource;
  /** What can be chosen; what this program brings where not given. */
  readonly catalogue?: Catalogue;
  readonly random: Random;
}

/**
 * Renders a choice into a change set with node-plop. Its built-in actions write to disk one by one
 * and leave half a project behind an error; ours write to the change set, and nothing leaves it
 * before every action is done.
 * @throws LayerError when a template cannot be rendered or two layers claim one path
 */
export async function generate(
  choose: () => Promise<Choice>,
  target: ChangeSet,
  { templates, random }: GeneratorEffects,
): Promise<void> {
  const { default: nodePlop } = await import("node-plop");
  const plop = await nodePlop("", { destBasePath: "/", force: false });

  // Handlebars as plop carries it: renderString would escape for HTML, and pass over a mistyped name.
  const { handlebars } = plop as typeof plop & { handlebars: typeof import("handlebars") };
  const helpers = { json: (value: unknown) => JSON.stringify(value) };
  const render = ({ source, rendered }: LayerFile, data: object): Buffer => {
    const content = templates.read(source);
    if (!rendered) return content;
    try {
      const template = handlebars.compile(content.toString(), { noEscape: true, strict: true });
      return Buffer.from(template(data, { helpers }));
    } catch (error) {
      throw new LayerError(`${source}: ${(error as Error).message}`);
    }
  };

  const actions: Record<string, CustomActionFunction> = {
    /** The files of one path: rendered or copied, and merged where there are several. */
    layers: (data, { path, files }) => {
      const parts = (files as LayerFile[]).map((file) => render(file, data));
      const content = parts.reduce((earlier, later) =>
        Buffer.from(joined(path, earlier.toString(), later.toString())),
      );
      target.create(path, content);
      return path;
    },
    /** package.json with name and versions, once its layers are merged. */
    packageJson: (_, { path, choice }) => {
      target.edit(path, finishPackageJson(target.readText(path) ?? "{}", choice));
      return path;
    },
    /** The secrets of this project, readable by its owner only. */
    envLocal: (_, { path, choice }) => {
      const example = target.readText(".env.example") ?? "";
      const text = envLocal(example, envOf(choice.stack), random);
      target.create(path, text, { mode: 0o600 });
      return path;
    },
  };
  for (const [name, action] of Object.entries(actions)) plop.setActionType(name, action);

  const generator = plop.setGenerator("project", {
    description: "A Next.js project from the layers of its stack",
    // A function instead of a list: plop's own question engine is not part of this program.
    prompts: choose,
    actions: (choice) => actionsFor(choice as Choice, templates),
  });
  const choice = await generator.runPrompts();
  const { failures } = await generator.runActions({ ...choice, ...renderData(choice) });
  const [failure] = failures;
  if (failure instanceof Error) throw failure;
  if (failure) throw new LayerError(`${failure.path}: ${failure.error}`);
}

/** @throws LayerError where two layers say different things about one key */
function joined(path: string, earlier: string, later: string): string {
  const { text, conflicts } = merge(path, earlier, later);
  const [conflict] = conflicts;
  if (conflict) throw new LayerError(`Two layers disagree about ${conflict.key} in ${path}.`);
  return text;
}

/** node-plop asks for this list synchronously, before any action runs. */
function actionsFor(choice: Choice, templates: TemplateSource): ActionType[] {
  const plan = planFiles(layerFolders(choice.stack), templates);
  const files = [...plan].map(([path, files]) => ({ type: "layers", path, files }));
  const finish = [
    { type: "packageJson", path: "package.json", choice },
    { type: "envLocal", path: ".env.local", choice },
  ];
  return [...files, ...finish];
}
