import { placeWords, type Column } from "../model/columns";
import { criterionWords } from "../model/ranking";

const amountWords = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

/** The arithmetic of a place: amount, score, weight. */
export function PlaceEvidence({ column, of }: { column: Column; of: number }) {
  const { rank } = column;
  const total = rank.shares.reduce((sum, each) => sum + each.weight, 0);
  return (
    <>
      <p>
        {placeWords(rank)} of {of} with {rank.points} of 100 points. Less is better of every amount:
        the option with the least scores 1, one with about twice as much 0.5. The points are the
        scores, each by its weight, over the sum of the weights ({total}).
      </p>
      <table className="w-full text-sm">
        <thead>
          <tr className="text-left text-xs text-muted-foreground">
            <th scope="col" className="py-1 font-medium">
              Criterion
            </th>
            <th scope="col" className="py-1 text-right font-medium">
              Amount
            </th>
            <th scope="col" className="py-1 text-right font-medium">
              Score
            </th>
            <th scope="col" className="py-1 text-right font-medium">
              Weight
            </th>
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {rank.shares.map(({ criterion, amount, score, weight }) => (
            <tr key={criterion}>
              <th scope="row" className="border-t py-1.5 text-left font-normal">
                {criterionWords[criterion].title}
                <span className="block text-xs text-muted-foreground">
                  {criterionWords[criterion].counts}
                </span>
              </th>
              <td className="border-t py-1.5 text-right">
                {amount === null ? "unknown" : amountWords.format(amount)}
              </td>
              <td className="border-t py-1.5 text-right">{score.toFixed(2)}</td>
              <td className="border-t py-1.5 text-right">× {weight}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
