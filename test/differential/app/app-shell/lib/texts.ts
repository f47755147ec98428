export const phrases = { welcome: "Welcome aboard", tide: "The tide today" };
