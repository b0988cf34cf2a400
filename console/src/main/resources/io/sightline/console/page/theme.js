// Light, dark, or as the system says. Remembered in this browser only; early.js sets it first.
import { byId, icon } from "./dom.js";

const NEXT = { auto: "light", light: "dark", dark: "auto" };
const SAID = { auto: "as the system", light: "light", dark: "dark" };
const ICON = { auto: "auto", light: "sun", dark: "moon" };

function show(theme) {
  document.documentElement.dataset.theme = theme;
  const button = byId("theme");
  button.replaceChildren(icon(ICON[theme]));
  button.setAttribute("aria-label", `Colours: ${SAID[theme]}. Change to ${SAID[NEXT[theme]]}`);
  button.title = `Colours: ${SAID[theme]}`;
}

export function startTheme() {
  show(document.documentElement.dataset.theme ?? "auto");
  byId("theme").addEventListener("click", () => {
    const theme = NEXT[document.documentElement.dataset.theme];
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // Not remembered, then.
    }
    show(theme);
  });
}
