/** A provider as the login page shows it. */
export interface ProviderLink {
  id: string;
  name: string;
}

/** Ways to log in besides a password: links and not forms, see lib/oauth/own-link.ts. */
export function ProviderLinks({ providers, next }: { providers: ProviderLink[]; next: string }) {
  if (providers.length === 0) return null;
  return (
    <ul className="form" data-providers>
      {providers.map(({ id, name }) => (
        <li key={id}>
          <a
            className="button button-quiet"
            data-provider={id}
            href={`/api/oauth/${id}?next=${encodeURIComponent(next)}`}
          >
            Log in with {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
