// The list on paper: one button.
document.getElementById("print").addEventListener("click", () => window.print());
