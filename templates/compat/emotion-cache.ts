/** Stands for the project's own cache of Emotion, so that what uses it can be type-checked here. */
export interface EmotionCache {
  key: string;
  nonce?: string;
  compat?: true;
  inserted: Record<string, string | true | undefined>;
  insert(
    selector: string,
    serialized: { name: string; styles: string },
    sheet: unknown,
    shouldCache: boolean,
  ): string | undefined;
}

export function createEmotionCache(): EmotionCache {
  return { key: "css", inserted: {}, insert: (_selector, { styles }) => styles };
}
