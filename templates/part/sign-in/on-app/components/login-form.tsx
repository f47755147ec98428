"use client";

import { useActionState } from "react";
import { login } from "@/app/login/actions";
import { Field } from "@/components/field";
import { SubmitButton } from "@/components/submit-button";

export function LoginForm({ next, error }: { next: string; error?: string }) {
  const [state, action] = useActionState(login, { error });
  return (
    <form action={action} data-form="login" className="form">
      {state.error && (
        <p role="alert" className="alert">
          {state.error}
        </p>
      )}
      <input type="hidden" name="next" value={next} />
      <Field
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={state.email}
        required
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <SubmitButton pending="Logging in…">Log in</SubmitButton>
    </form>
  );
}
