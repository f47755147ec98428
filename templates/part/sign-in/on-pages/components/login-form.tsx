import { Field } from "@/components/field";
import { SessionForm } from "@/components/session-form";
import { SubmitButton } from "@/components/submit-button";

export function LoginForm({ next, error }: { next: string; error: string | null }) {
  return (
    <SessionForm name="login" next={next} error={error}>
      <Field label="Email" name="email" type="email" autoComplete="username" required />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <SubmitButton pending="Logging in…">Log in</SubmitButton>
    </SessionForm>
  );
}
