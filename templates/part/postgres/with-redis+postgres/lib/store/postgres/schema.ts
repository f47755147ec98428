import { TABLES } from "@/lib/store/postgres/tables";

/** Made at first start. `session_endings`: sessions that have ended and that Redis has yet to hear of. */
export const SCHEMA = `${TABLES}
  create table if not exists session_endings (
    id_hash text primary key,
    expires_at bigint not null
  );
`;
