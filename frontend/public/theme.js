// Runs before the first paint, from our own origin, so the content security policy needs no hash.
(function () {
  var system = matchMedia("(prefers-color-scheme: dark)");
  function show() {
    var choice = null;
    try {
      choice = localStorage.getItem("cloudwright.theme");
    } catch (_) {}
    var dark = choice === "dark" || (choice !== "light" && system.matches);
    document.documentElement.classList.toggle("dark", dark);
  }
  show();
  // The landing page has no other script for this; the application listens as well, for its own state.
  system.addEventListener("change", show);
})();
