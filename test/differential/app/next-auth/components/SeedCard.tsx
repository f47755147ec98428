import styles from "@/styles/Seeds.module.css";

export function SeedCard({ crop, bed }: { crop: string; bed: string }) {
  return (
    <li className={styles.card} data-styled>
      {crop} in bed {bed.toUpperCase()}
    </li>
  );
}
