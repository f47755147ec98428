import type { ReactElement, ReactNode } from "react";

/** Stands for the package styled-components, so that what uses it can be type-checked here. */
export class ServerStyleSheet {
  readonly instance = { clearTag(): void {} };
  getStyleElement(): ReactElement[] {
    return [];
  }
}

export function StyleSheetManager({ children }: { sheet: object; children: ReactNode }) {
  return children;
}
