export const berths = [
  { id: "a1", boat: "Kittiwake", pier: "north" },
  { id: "b 2", boat: "Sandpiper", pier: "north" },
  { id: "c/3", boat: "Dunlin", pier: "south" },
];
