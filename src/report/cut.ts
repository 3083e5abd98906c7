/** At most `most` code points, the last an ellipsis if anything is left out. */
export function cut(text: string, most: number): string {
  const wellFormed = text.toWellFormed();
  if (wellFormed.length <= most) return wellFormed;
  const points = [...wellFormed];
  return points.length <= most ? wellFormed : `${points.slice(0, most - 1).join("")}…`;
}
