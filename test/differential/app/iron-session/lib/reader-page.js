import { withReader } from "./guards";

/** The whole `getServerSideProps` of pages that show nothing but the name. */
export const getServerSideProps = withReader(async (_context, reader) => ({
  props: { name: reader.name },
}));
