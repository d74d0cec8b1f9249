// The main navigation: folds on phones, and Escape closes an open menu (WCAG 1.4.13). Without it everything is reachable.
for (const navigation of document.querySelectorAll("[data-navigation]")) {
  const toggle = navigation.querySelector(".navigation-toggle");
  toggle.addEventListener("click", () => {
    toggle.setAttribute("aria-expanded", String(navigation.classList.toggle("open")));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    navigation.classList.add("dismissed");
    if (navigation.classList.contains("open")) {
      navigation.classList.remove("open");
      toggle.setAttribute("aria-expanded", "false");
      if (navigation.contains(document.activeElement)) toggle.focus();
    }
  });
  for (const occasion of ["pointerover", "focusin"]) {
    navigation.addEventListener(occasion, () => navigation.classList.remove("dismissed"));
  }
}
