// What JavaScript adds to a quiz: how far one has come, and all answers closed at once. Nothing is stored.
(() => {
  const quiz = document.querySelector("[data-quiz]");
  const end = document.querySelector("[data-quiz-end]");
  if (!quiz || !end) return;
  const answers = [...quiz.querySelectorAll("details.answer")];
  const all = new Set(answers.map((answer) => answer.getAttribute("name")));
  const seen = new Set();
  const status = end.querySelector("[role=status]");
  const tell = () => {
    status.textContent = quiz.dataset.progress
      .replace("{done}", seen.size)
      .replace("{all}", all.size);
  };
  for (const answer of answers) {
    answer.addEventListener("toggle", () => {
      if (!answer.open) return;
      // Older browsers do not know that answers of one name open one at a time.
      for (const other of answers) {
        if (other !== answer && other.getAttribute("name") === answer.getAttribute("name")) other.open = false;
      }
      seen.add(answer.getAttribute("name"));
      tell();
    });
  }
  end.querySelector("button").addEventListener("click", () => {
    for (const answer of answers) answer.open = false;
    seen.clear();
    tell();
    answers[0].querySelector("summary").focus();
  });
  tell();
  end.hidden = false;
})();
