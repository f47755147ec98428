"use client";

import { useActionState } from "react";
import { signup } from "@/app/login/actions";
import { Field } from "@/components/field";
import { SubmitButton } from "@/components/submit-button";

export function SignupForm(props: { next: string; error?: string; minLength: number }) {
  const [state, action] = useActionState(signup, { error: props.error });
  return (
    <form action={action} data-form="signup" className="form">
      {state.error && (
        <p role="alert" className="alert">
          {state.error}
        </p>
      )}
      <input type="hidden" name="next" value={props.next} />
      <Field
        label="Name"
        name="name"
        autoComplete="name"
        defaultValue={state.name}
        maxLength={80}
        required
      />
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
        autoComplete="new-password"
        minLength={props.minLength}
        hint={`At least ${props.minLength} characters. A few random words make a good one.`}
        required
      />
      <SubmitButton pending="Creating your account…">Create account</SubmitButton>
    </form>
  );
}
