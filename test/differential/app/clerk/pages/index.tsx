export default function Home() {
  return <p>The wall is open</p>;
}
