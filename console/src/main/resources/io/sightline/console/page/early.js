// Runs before the first paint, so that a remembered theme does not flash.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("theme");
  } catch {
    // Nothing is remembered, then.
  }
  document.documentElement.dataset.theme = theme === "light" || theme === "dark" ? theme : "auto";
})();
