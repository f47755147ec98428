import Link from "next/link";
import { logout } from "@/app/account/actions";
import { SubmitButton } from "@/components/submit-button";
import { getCurrentSession } from "@/lib/session/current";
import { SITE_NAME } from "@/lib/site";

export async function SiteHeader() {
  // An outage is for the page to report; public pages stay up without it.
  const session = await getCurrentSession().catch(() => null);
  return (
    <header className="site-header">
      <div className="site-header-inner">
        <Link className="brand" href="/">
          <span className="brand-mark" aria-hidden="true" />
          {SITE_NAME}
        </Link>
        <nav className="site-nav" aria-label="Main">
          {session ? (
            <>
              <Link href="/dashboard">Dashboard</Link>
              {session.user.role === "admin" && <Link href="/admin">Admin</Link>}
              <Link href="/account">Account</Link>
              <form action={logout} data-form="logout">
                <SubmitButton className="button button-quiet" pending="Logging out…">
                  Log out
                </SubmitButton>
              </form>
            </>
          ) : (
            <>
              <Link href="/login">Log in</Link>
              <Link className="button" href="/signup">
                Sign up
              </Link>
            </>
          )}
        </nav>
      </div>
    </header>
  );
}
