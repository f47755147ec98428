export default function Home() {
  return <p>The domes open at dusk</p>;
}
