/** `basePath` of next.config. */
export const BASE_PATH = "";

/** `i18n` of next.config, where it names one locale. */
export const i18n: { locale?: string; locales?: string[]; defaultLocale?: string } = {};
