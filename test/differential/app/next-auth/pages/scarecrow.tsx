export { default, getServerSideProps } from "@/lib/scarecrow-page";
