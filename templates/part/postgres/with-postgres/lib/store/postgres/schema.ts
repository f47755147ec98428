import { TABLES } from "@/lib/store/postgres/tables";

/** Made at first start. */
export const SCHEMA = TABLES;
