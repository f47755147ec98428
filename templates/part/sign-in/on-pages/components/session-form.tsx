import { type FormEvent, type ReactNode, startTransition, useState } from "react";

interface Props {
  /** "login" posts to /api/session/login. */
  name: "login" | "signup";
  /** Of an attempt that the browser made by itself, without JavaScript. */
  error: string | null;
  next: string;
  children: ReactNode;
}

const UNREACHABLE = "We cannot reach the server. Please try again in a moment.";

/** A form that starts a session. Without JavaScript the browser posts it, with it the page stays. */
export function SessionForm({ name, next, children, ...props }: Props) {
  const [error, setError] = useState(props.error);
  const action = `/api/session/${name}`;

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    // In a transition, so that the button knows that the form is on its way.
    startTransition(async () => {
      const failure = await post(action, form).catch(() => UNREACHABLE);
      startTransition(() => setError(failure));
    });
  }

  return (
    <form action={action} method="post" onSubmit={onSubmit} data-form={name} className="form">
      {error && (
        <p role="alert" className="alert">
          {error}
        </p>
      )}
      <input type="hidden" name="next" value={next} />
      {children}
    </form>
  );
}

/** @returns why it failed, or null when the browser is on its way to the next page */
async function post(action: string, form: FormData): Promise<string | null> {
  const fields = [...form].map(([name, value]) => [name, String(value)]);
  const response = await fetch(action, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams(fields),
  });
  const answer: { next?: string; message?: string } = await response.json();
  if (answer.next === undefined) return answer.message ?? UNREACHABLE;
  // A new document and not router.push(): nothing that was fetched for a visitor stays in memory.
  location.assign(answer.next);
  return null;
}
