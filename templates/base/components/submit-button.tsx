"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";

/** A submit button that says that it is working. Without JavaScript it is a plain button. */
export function SubmitButton(props: { children: ReactNode; pending: string; className?: string }) {
  const { pending } = useFormStatus();
  return (
    <button type="submit" className={props.className ?? "button"} aria-disabled={pending}>
      {pending ? props.pending : props.children}
    </button>
  );
}
