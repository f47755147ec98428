export interface Plot {
  id: string;
  bed: string;
  crop: string;
  planted: Date;
}

const plots: Plot[] = [
  { id: "12", bed: "a", crop: "Runner beans", planted: new Date("2026-05-02T08:00:00Z") },
  { id: "14", bed: "b", crop: "Beetroot", planted: new Date("2026-04-11T08:00:00Z") },
  { id: "sp ace/x", bed: "c", crop: "Sorrel & chard", planted: new Date("2026-03-30T08:00:00Z") },
];

export const findPlot = (id: string) => plots.find((plot) => plot.id === id);

export const plotsInBeds = (beds: string[]) =>
  plots.filter((plot) => beds.length === 0 || beds.includes(plot.bed));
