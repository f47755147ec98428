/**
 * Components of packages that render their children at once and always, on the server as well. A
 * component that may hold them back would turn the redirect of a page below it from a 307 into a
 * page that redirects in the browser.
 */
const WRAPPERS: Readonly<Record<string, readonly string[]>> = {
  react: ["StrictMode", "Fragment"],
  "next-auth/react": ["SessionProvider"],
  "next-themes": ["ThemeProvider"],
  "@tanstack/react-query": ["QueryClientProvider", "HydrationBoundary", "Hydrate"],
  "react-query": ["QueryClientProvider", "Hydrate"],
  "react-redux": ["Provider"],
  jotai: ["Provider"],
  recoil: ["RecoilRoot"],
  swr: ["SWRConfig"],
  urql: ["Provider"],
  "@apollo/client": ["ApolloProvider"],
  "@chakra-ui/react": ["ChakraProvider"],
  "@mantine/core": ["MantineProvider"],
  "@nextui-org/react": ["NextUIProvider"],
  "@heroui/react": ["HeroUIProvider"],
  "@mui/material": ["ThemeProvider", "StyledEngineProvider"],
  "@mui/material/styles": ["ThemeProvider", "StyledEngineProvider"],
  "@emotion/react": ["ThemeProvider", "CacheProvider"],
  "styled-components": ["ThemeProvider"],
  "@radix-ui/themes": ["Theme"],
  "@radix-ui/react-tooltip": ["Provider", "TooltipProvider"],
  "react-intl": ["IntlProvider"],
  antd: ["ConfigProvider"],
  "posthog-js/react": ["PostHogProvider"],
};

/** Whether a component of a package is known to render its children always. */
export function isKnownWrapper(module: string, name: string): boolean {
  return WRAPPERS[module]?.includes(name) ?? false;
}
