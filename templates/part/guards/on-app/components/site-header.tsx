import Link from "next/link";
import { logout } from "@/app/account/actions";
import { ForgetPages } from "@/components/forget-pages";
import { SubmitButton } from "@/components/submit-button";
import { getViewer } from "@/lib/dal";
import { SITE_NAME } from "@/lib/site";

export async function SiteHeader() {
  const viewer = await getViewer();
  return (
    <header className="site-header">
      <ForgetPages signedIn={viewer !== null} />
      <div className="site-header-inner">
        <Link className="brand" href="/">
          <span className="brand-mark" aria-hidden="true" />
          {SITE_NAME}
        </Link>
        <nav className="site-nav" aria-label="Main">
          {viewer ? (
            <>
              <Link href="/dashboard">Dashboard</Link>
              {viewer.role === "admin" && <Link href="/admin">Admin</Link>}
              <Link href="/account">Account</Link>
              <form action={logout} data-form="logout">
                <SubmitButton className="button button-quiet button-small" pending="Logging out…">
                  Log out
                </SubmitButton>
              </form>
            </>
          ) : (
            <>
              <Link href="/login">Log in</Link>
              <Link className="button button-small" href="/signup">
                Sign up
              </Link>
            </>
          )}
        </nav>
      </div>
    </header>
  );
}
