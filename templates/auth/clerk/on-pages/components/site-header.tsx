import { UserButton } from "@clerk/nextjs";
import Link from "next/link";
import type { PageProps } from "@/lib/dal";
import { SITE_NAME } from "@/lib/site";

/** Without a `viewer` it is not known who is asking: then there is nothing to offer. */
export function SiteHeader({ viewer }: Pick<PageProps, "viewer">) {
  return (
    <header className="site-header">
      <div className="site-header-inner">
        <Link className="brand" href="/">
          <span className="brand-mark" aria-hidden="true" />
          {SITE_NAME}
        </Link>
        {viewer !== undefined && (
          <nav className="site-nav" aria-label="Main">
            {viewer ? (
              <>
                <Link href="/dashboard">Dashboard</Link>
                {viewer.role === "admin" && <Link href="/admin">Admin</Link>}
                <Link href="/account">Account</Link>
                <UserButton userProfileMode="navigation" userProfileUrl="/account" />
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
        )}
      </div>
    </header>
  );
}
