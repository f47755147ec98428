const books = [
  { id: "7", title: "Tides and Tables" },
  { id: "sp ace/x", title: "Slash & Burn" },
];

export const findBook = (id) => books.find((book) => book.id === id);
export const booksBy = (word) => books.filter(({ title }) => !word || title.includes(word));
