import { Field } from "@/components/field";
import { SessionForm } from "@/components/session-form";
import { SubmitButton } from "@/components/submit-button";

export function SignupForm(props: { next: string; error: string | null; minLength: number }) {
  return (
    <SessionForm name="signup" next={props.next} error={props.error}>
      <Field label="Name" name="name" autoComplete="name" maxLength={80} required />
      <Field label="Email" name="email" type="email" autoComplete="username" required />
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
    </SessionForm>
  );
}
