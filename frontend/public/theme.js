// Runs before the first paint, from our own origin, so the content security policy needs no hash.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem("cloudwright.theme");
  } catch (_) {}
  var dark =
    choice === "dark" ||
    (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("dark", dark);
})();
