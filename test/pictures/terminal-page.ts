import { AnsiUp } from "ansi_up";

/** A page that shows a terminal's screen (text with ANSI colours) in a plain window. */
export function terminalPage(screen: string, title: string): string {
  const ansi = new AnsiUp();
  return `<!doctype html><meta charset="utf-8"><title>${title}</title><style>
    body { margin: 0; padding: 24px; background: #e8eaee; display: inline-block; }
    figure { margin: 0; border-radius: 10px; overflow: hidden; background: #14161b;
      box-shadow: 0 12px 32px rgb(20 22 27 / 30%); }
    figcaption { padding: 10px 16px; background: #23262d; color: #aeb4c0;
      font: 13px system-ui, sans-serif; text-align: center; }
    pre { margin: 0; padding: 16px 20px; color: #e6e8ec; min-width: 80ch;
      font: 14px/1.45 "Liberation Mono", "DejaVu Sans Mono", monospace; }
  </style><figure><figcaption>${title}</figcaption><pre>${ansi.ansi_to_html(screen)}</pre></figure>`;
}
